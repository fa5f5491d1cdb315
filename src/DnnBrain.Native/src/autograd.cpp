#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

#include <memory>

#include "error.h"
#include "tensor_handle.h"

using dnb::guarded;
using dnb::require;
using dnb::to_handle;
using dnb::to_tensor;

namespace {

torch::autograd::variable_list to_variables(const dnb_tensor* tensors, int32_t count) {
  torch::autograd::variable_list variables;
  variables.reserve(static_cast<size_t>(count));
  for (int32_t i = 0; i < count; ++i) variables.push_back(to_tensor(tensors[i]));
  return variables;
}

}  // namespace

int dnb_tensor_set_requires_grad(dnb_tensor tensor, int32_t requires_grad) {
  return guarded([&] {
    require(tensor != nullptr, "no tensor given");
    to_tensor(tensor).requires_grad_(requires_grad != 0);
  });
}

int dnb_tensor_grad(dnb_tensor tensor, dnb_tensor* result) {
  return guarded([&] {
    require(tensor != nullptr, "no tensor given");
    *result = to_handle(to_tensor(tensor).grad());
  });
}

int dnb_tensor_backward(dnb_tensor tensor, dnb_tensor gradient, int32_t retain_graph, int32_t create_graph) {
  return guarded([&] {
    require(tensor != nullptr, "no tensor given");
    to_tensor(tensor).backward(to_tensor(gradient), retain_graph != 0, create_graph != 0);
  });
}

int dnb_autograd_grad(const dnb_tensor* outputs, int32_t output_count, const dnb_tensor* inputs, int32_t input_count,
                      const dnb_tensor* output_gradients, int32_t retain_graph, int32_t create_graph,
                      int32_t allow_unused, dnb_tensor* results) {
  return guarded([&] {
    require(output_count > 0 && input_count > 0, "no outputs or no inputs given");
    const auto gradients = torch::autograd::grad(
        to_variables(outputs, output_count), to_variables(inputs, input_count),
        output_gradients == nullptr ? torch::autograd::variable_list{} : to_variables(output_gradients, output_count),
        retain_graph != 0, create_graph != 0, allow_unused != 0);
    for (size_t i = 0; i < gradients.size(); ++i) results[i] = to_handle(gradients[i]);
  });
}

int32_t dnb_grad_mode_get() { return c10::GradMode::is_enabled(); }

void dnb_grad_mode_set(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }

int dnb_inference_mode_begin(void** guard) {
  return guarded([&] { *guard = std::make_unique<c10::InferenceMode>(true).release(); });
}

void dnb_inference_mode_end(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }
