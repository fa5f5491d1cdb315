#pragma once

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/function_schema.h>
#include <ATen/core/ivalue.h>

#include <string>
#include <vector>

#include "dnnbrain.h"

namespace dnb {

// What an operator's parameter takes, read once from its schema so that a call is a switch and no type comparison.
enum class ArgumentKind {
  Tensor, Number, Int, Float, Bool, String, Device, IntList, FloatList, BoolList, TensorList, OptionalTensorList,
  Unsupported,
};

struct ArgumentSpecification {
  std::string name;
  std::string type;
  ArgumentKind kind = ArgumentKind::Unsupported;
  bool optional = false;
  int32_t list_size = 0;  // a fixed-size list such as int[2] takes one number for all
  c10::optional<c10::IValue> default_value;
};

ArgumentSpecification specify(const c10::Argument& argument);

// Makes the caller's value what the parameter takes, or throws Failure naming the parameter.
c10::IValue to_ivalue(const ArgumentSpecification& argument, const dnb_value& value);

// Appends the operator's result `value` to `results`.
dnb_value from_ivalue(const c10::IValue& value);

// Gives back what from_ivalue handed out.
void release(const dnb_value& value);

// "Float[2, 3]", "[1, 1]", "None": for error messages.
std::string describe(const dnb_value& value);

}  // namespace dnb
