#pragma once

#include <ATen/core/Tensor.h>

#include <atomic>

#include "dnnbrain.h"

namespace dnb {

extern std::atomic<int64_t> live_tensors;

inline at::TensorImpl* implementation(dnb_tensor tensor) { return reinterpret_cast<at::TensorImpl*>(tensor); }

// A handle is the tensor's implementation with one reference counted for it: no allocation of its own.
inline dnb_tensor to_handle(at::Tensor tensor) {
  if (!tensor.defined()) return nullptr;
  live_tensors.fetch_add(1, std::memory_order_relaxed);
  return reinterpret_cast<dnb_tensor>(tensor.unsafeReleaseIntrusivePtr().release());
}

// A tensor that shares the handle's; a null handle gives the undefined tensor.
inline at::Tensor to_tensor(dnb_tensor tensor) {
  if (tensor == nullptr) return {};
  return at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim_copy(implementation(tensor)));
}

// The device, if this LibTorch can have it: its own refusal is a page of dispatcher tables.
c10::Device to_device(int64_t type, int64_t index);

}  // namespace dnb
