#include "operator_arguments.h"

#include <ATen/ScalarOps.h>
#include <ATen/core/List.h>

#include <cstdlib>
#include <memory>
#include <sstream>

#include "error.h"
#include "tensor_handle.h"

namespace dnb {
namespace {

[[noreturn]] void mismatch(const ArgumentSpecification& argument, const dnb_value& value) {
  invalid_argument("argument '" + argument.name + "' takes " + argument.type + ", not " + describe(value));
}

ArgumentKind list_kind(const c10::Type& element) {
  switch (element.kind()) {
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType: return ArgumentKind::IntList;
    case c10::TypeKind::FloatType: return ArgumentKind::FloatList;
    case c10::TypeKind::BoolType: return ArgumentKind::BoolList;
    case c10::TypeKind::TensorType: return ArgumentKind::TensorList;
    case c10::TypeKind::OptionalType: {
      const auto inner = element.expectRef<c10::OptionalType>().getElementType();
      return inner->kind() == c10::TypeKind::TensorType ? ArgumentKind::OptionalTensorList : ArgumentKind::Unsupported;
    }
    default: return ArgumentKind::Unsupported;
  }
}

ArgumentKind kind_of(const c10::Type& type) {
  switch (type.kind()) {
    case c10::TypeKind::TensorType: return ArgumentKind::Tensor;
    case c10::TypeKind::NumberType: return ArgumentKind::Number;
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType: return ArgumentKind::Int;
    case c10::TypeKind::FloatType: return ArgumentKind::Float;
    case c10::TypeKind::BoolType: return ArgumentKind::Bool;
    case c10::TypeKind::StringType: return ArgumentKind::String;
    case c10::TypeKind::DeviceObjType: return ArgumentKind::Device;
    case c10::TypeKind::ListType: return list_kind(*type.expectRef<c10::ListType>().getElementType());
    default: return ArgumentKind::Unsupported;
  }
}

// A number in a tensor's place must not decide the result's dtype: mark it as a wrapped number, as Python's are.
c10::IValue wrapped_number(const c10::Scalar& number) {
  at::Tensor tensor = c10::scalar_to_tensor(number);
  tensor.unsafeGetTensorImpl()->set_wrapped_number(true);
  return tensor;
}

template <class Element, class Source>
c10::IValue copy_list(const dnb_value& value) {
  c10::List<Element> list;
  list.reserve(static_cast<size_t>(value.length));
  const auto* source = static_cast<const Source*>(value.pointer);
  for (int32_t i = 0; i < value.length; ++i) list.push_back(static_cast<Element>(source[i]));
  return list;
}

template <class Element>
c10::IValue repeat(Element element, const ArgumentSpecification& argument) {
  c10::List<Element> list;
  list.resize(static_cast<size_t>(std::max(argument.list_size, 1)), element);
  return list;
}

c10::IValue tensor_list(const ArgumentSpecification& argument, const dnb_value& value) {
  c10::List<at::Tensor> list;
  list.reserve(static_cast<size_t>(value.length));
  const auto* source = static_cast<const dnb_tensor*>(value.pointer);
  for (int32_t i = 0; i < value.length; ++i) {
    if (source[i] == nullptr) invalid_argument("argument '" + argument.name + "' has a null tensor in its list");
    list.push_back(to_tensor(source[i]));
  }
  return list;
}

c10::IValue optional_tensor_list(const dnb_value& value) {
  c10::List<c10::optional<at::Tensor>> list;
  list.reserve(static_cast<size_t>(value.length));
  const auto* source = static_cast<const dnb_tensor*>(value.pointer);
  for (int32_t i = 0; i < value.length; ++i) {
    list.push_back(source[i] == nullptr ? c10::optional<at::Tensor>() : to_tensor(source[i]));
  }
  return list;
}

}  // namespace

ArgumentSpecification specify(const c10::Argument& argument) {
  ArgumentSpecification result;
  result.name = argument.name();
  result.type = argument.type()->str();
  result.default_value = argument.default_value();
  result.list_size = argument.N().value_or(0);
  c10::TypePtr type = argument.type();
  if (type->kind() == c10::TypeKind::OptionalType) {
    result.optional = true;
    type = type->expectRef<c10::OptionalType>().getElementType();
  }
  result.kind = kind_of(*type);
  return result;
}

c10::IValue to_ivalue(const ArgumentSpecification& argument, const dnb_value& value) {
  if (value.kind == DNB_NONE) {
    if (!argument.optional) mismatch(argument, value);
    return {};
  }
  switch (argument.kind) {
    case ArgumentKind::Tensor:
      if (value.kind == DNB_TENSOR) return to_tensor(reinterpret_cast<dnb_tensor>(value.integer));
      if (value.kind == DNB_INT) return wrapped_number(value.integer);
      if (value.kind == DNB_DOUBLE) return wrapped_number(value.real);
      if (value.kind == DNB_BOOL) return wrapped_number(value.integer != 0);
      break;
    case ArgumentKind::Number:
      if (value.kind == DNB_INT) return value.integer;
      if (value.kind == DNB_DOUBLE) return value.real;
      if (value.kind == DNB_BOOL) return value.integer != 0;
      break;
    case ArgumentKind::Int:
      if (value.kind == DNB_INT) return value.integer;
      break;
    case ArgumentKind::Float:
      if (value.kind == DNB_DOUBLE) return value.real;
      if (value.kind == DNB_INT) return static_cast<double>(value.integer);
      break;
    case ArgumentKind::Bool:
      if (value.kind == DNB_BOOL) return value.integer != 0;
      break;
    case ArgumentKind::String:
      if (value.kind == DNB_STRING) return std::string(static_cast<const char*>(value.pointer), static_cast<size_t>(value.length));
      break;
    case ArgumentKind::Device:
      if (value.kind == DNB_DEVICE) return to_device(value.integer, value.length);
      break;
    case ArgumentKind::IntList:
      if (value.kind == DNB_INT_LIST) return copy_list<int64_t, int64_t>(value);
      if (value.kind == DNB_INT) return repeat(value.integer, argument);
      break;
    case ArgumentKind::FloatList:
      if (value.kind == DNB_DOUBLE_LIST) return copy_list<double, double>(value);
      if (value.kind == DNB_INT_LIST) return copy_list<double, int64_t>(value);
      if (value.kind == DNB_DOUBLE) return repeat(value.real, argument);
      break;
    case ArgumentKind::BoolList:
      if (value.kind == DNB_BOOL_LIST) return copy_list<bool, int64_t>(value);
      break;
    case ArgumentKind::TensorList:
      if (value.kind == DNB_TENSOR_LIST) return tensor_list(argument, value);
      break;
    case ArgumentKind::OptionalTensorList:
      if (value.kind == DNB_TENSOR_LIST) return optional_tensor_list(value);
      break;
    case ArgumentKind::Unsupported:
      invalid_argument("argument '" + argument.name + "' of type " + argument.type + " can only be left out");
  }
  mismatch(argument, value);
}

dnb_value from_ivalue(const c10::IValue& value) {
  dnb_value result{};
  if (value.isTensor()) {
    result.integer = reinterpret_cast<int64_t>(to_handle(value.toTensor()));
    result.kind = result.integer == 0 ? DNB_NONE : DNB_TENSOR;
  } else if (value.isInt()) {
    result.kind = DNB_INT;
    result.integer = value.toInt();
  } else if (value.isDouble()) {
    result.kind = DNB_DOUBLE;
    result.real = value.toDouble();
  } else if (value.isBool()) {
    result.kind = DNB_BOOL;
    result.integer = value.toBool();
  } else if (value.isTensorList()) {
    const auto list = value.toTensorVector();
    auto* handles = static_cast<dnb_tensor*>(std::calloc(std::max<size_t>(list.size(), 1), sizeof(dnb_tensor)));
    if (handles == nullptr) throw std::bad_alloc();
    for (size_t i = 0; i < list.size(); ++i) handles[i] = to_handle(list[i]);
    result.kind = DNB_TENSOR_LIST;
    result.length = static_cast<int32_t>(list.size());
    result.pointer = handles;
  } else if (!value.isNone()) {
    invalid_argument("the operator returns a " + value.tagKind() + ", which has no counterpart here");
  }
  return result;
}

void release(const dnb_value& value) {
  if (value.kind == DNB_TENSOR) {
    dnb_tensor_free(reinterpret_cast<dnb_tensor>(value.integer));
  } else if (value.kind == DNB_TENSOR_LIST) {
    const auto* handles = static_cast<const dnb_tensor*>(value.pointer);
    for (int32_t i = 0; i < value.length; ++i) dnb_tensor_free(handles[i]);
    dnb_memory_free(const_cast<void*>(value.pointer));
  }
}

std::string describe(const dnb_value& value) {
  std::ostringstream text;
  const auto put_tensor = [&](dnb_tensor handle) {
    if (handle == nullptr) {
      text << "None";
      return;
    }
    const at::Tensor tensor = to_tensor(handle);
    text << c10::toString(tensor.scalar_type()) << tensor.sizes();
    if (!tensor.device().is_cpu()) text << '@' << tensor.device();
  };
  const auto put_list = [&](auto&& put_element) {
    text << '[';
    for (int32_t i = 0; i < value.length; ++i) {
      if (i > 0) text << ", ";
      put_element(i);
    }
    text << ']';
  };
  switch (value.kind) {
    case DNB_NONE: text << "None"; break;
    case DNB_TENSOR: put_tensor(reinterpret_cast<dnb_tensor>(value.integer)); break;
    case DNB_INT: text << value.integer; break;
    case DNB_DOUBLE: text << value.real; break;
    case DNB_BOOL: text << (value.integer != 0 ? "true" : "false"); break;
    case DNB_STRING:
      text << '"' << std::string(static_cast<const char*>(value.pointer), static_cast<size_t>(value.length)) << '"';
      break;
    case DNB_INT_LIST:
    case DNB_BOOL_LIST: put_list([&](int32_t i) { text << static_cast<const int64_t*>(value.pointer)[i]; }); break;
    case DNB_DOUBLE_LIST: put_list([&](int32_t i) { text << static_cast<const double*>(value.pointer)[i]; }); break;
    case DNB_TENSOR_LIST: put_list([&](int32_t i) { put_tensor(static_cast<const dnb_tensor*>(value.pointer)[i]); }); break;
    case DNB_DEVICE: text << c10::DeviceTypeName(static_cast<c10::DeviceType>(value.integer), true); break;
    default: text << "a value of unknown kind " << value.kind; break;
  }
  return text.str();
}

}  // namespace dnb
