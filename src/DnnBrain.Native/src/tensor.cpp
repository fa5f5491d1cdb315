#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>

#include "error.h"
#include "tensor_handle.h"

namespace dnb {

std::atomic<int64_t> live_tensors{0};

}  // namespace dnb

namespace {

using dnb::guarded;
using dnb::require;
using dnb::to_handle;
using dnb::to_tensor;

c10::ScalarType to_dtype(int32_t dtype) {
  require(dtype >= 0 && dtype < static_cast<int32_t>(c10::ScalarType::NumOptions), "unknown dtype number");
  return static_cast<c10::ScalarType>(dtype);
}

// Checks that the caller's memory is exactly what the shape needs, so that no length mistake reads past an array.
c10::IntArrayRef checked_sizes(const void* data, int64_t byte_count, const int64_t* sizes, int32_t dimension_count,
                               c10::ScalarType dtype) {
  require(dimension_count >= 0 && (dimension_count == 0 || sizes != nullptr), "no sizes given");
  require(byte_count == 0 || data != nullptr, "no data given");
  int64_t expected = static_cast<int64_t>(c10::elementSize(dtype));
  for (int32_t i = 0; i < dimension_count; ++i) {
    require(sizes[i] >= 0, "a size is negative");
    require(!__builtin_mul_overflow(expected, sizes[i], &expected), "the sizes overflow");
  }
  if (expected != byte_count) {
    dnb::invalid_argument("the shape needs " + std::to_string(expected) + " bytes, the data has " +
                          std::to_string(byte_count));
  }
  return {sizes, static_cast<size_t>(dimension_count)};
}

}  // namespace

int dnb_tensor_from_memory(const void* data, int64_t byte_count, const int64_t* sizes, int32_t dimension_count,
                           int32_t dtype, dnb_tensor* result) {
  return guarded([&] {
    const auto scalar_type = to_dtype(dtype);
    const auto shape = checked_sizes(data, byte_count, sizes, dimension_count, scalar_type);
    at::Tensor tensor = at::empty(shape, at::TensorOptions().dtype(scalar_type));
    if (byte_count > 0) std::memcpy(tensor.data_ptr(), data, static_cast<size_t>(byte_count));
    *result = to_handle(std::move(tensor));
  });
}

int dnb_tensor_wrap_memory(void* data, int64_t byte_count, const int64_t* sizes, int32_t dimension_count,
                           int32_t dtype, void (*release)(void*), void* context, dnb_tensor* result) {
  // from_blob owns the release only once it has succeeded.
  bool owned_by_tensor = false;
  const int status = guarded([&] {
    const auto scalar_type = to_dtype(dtype);
    const auto shape = checked_sizes(data, byte_count, sizes, dimension_count, scalar_type);
    at::Tensor tensor = at::from_blob(
        data, shape, [release, context](void*) { if (release != nullptr) release(context); },
        at::TensorOptions().dtype(scalar_type));
    owned_by_tensor = true;
    *result = to_handle(std::move(tensor));
  });
  if (!owned_by_tensor && release != nullptr) release(context);
  return status;
}

int dnb_tensor_empty(const int64_t* sizes, int32_t dimension_count, int32_t dtype, int32_t device_type,
                     int32_t device_index, dnb_tensor* result) {
  return guarded([&] {
    require(dimension_count >= 0 && (dimension_count == 0 || sizes != nullptr), "no sizes given");
    const auto options = at::TensorOptions().dtype(to_dtype(dtype)).device(dnb::to_device(device_type, device_index));
    *result = to_handle(at::empty({sizes, static_cast<size_t>(dimension_count)}, options));
  });
}

int dnb_tensor_get_info(dnb_tensor tensor, dnb_tensor_info* info) {
  return guarded([&] {
    require(tensor != nullptr, "no tensor given");
    const at::Tensor value = to_tensor(tensor);
    const c10::Device device = value.device();
    info->element_count = value.numel();
    info->dimension_count = static_cast<int32_t>(value.dim());
    info->dtype = static_cast<int32_t>(value.scalar_type());
    info->element_size = static_cast<int32_t>(value.dtype().itemsize());
    info->device_type = static_cast<int32_t>(device.type());
    info->device_index = device.index();
    info->is_contiguous = value.is_contiguous();
    info->requires_grad = value.requires_grad();
    info->is_leaf = value.is_leaf();
  });
}

int dnb_tensor_get_layout(dnb_tensor tensor, int64_t* sizes, int64_t* strides) {
  return guarded([&] {
    require(tensor != nullptr, "no tensor given");
    const at::Tensor value = to_tensor(tensor);
    if (sizes != nullptr) std::copy(value.sizes().begin(), value.sizes().end(), sizes);
    if (strides != nullptr) std::copy(value.strides().begin(), value.strides().end(), strides);
  });
}

int dnb_tensor_data(dnb_tensor tensor, void** data) {
  return guarded([&] {
    require(tensor != nullptr, "no tensor given");
    *data = to_tensor(tensor).data_ptr();
  });
}

void dnb_tensor_free(dnb_tensor tensor) {
  if (tensor == nullptr) return;
  // Freeing may run a release callback or give memory back to the allocator; neither may throw across the ABI.
  guarded([&] {
    dnb::live_tensors.fetch_sub(1, std::memory_order_relaxed);
    c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(dnb::implementation(tensor)).reset();
  });
}

int64_t dnb_tensor_live_count() { return dnb::live_tensors.load(std::memory_order_relaxed); }
