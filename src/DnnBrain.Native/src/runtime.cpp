#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/csrc/api/include/torch/version.h>

#include <cstdlib>

#include "error.h"
#include "tensor_handle.h"

c10::Device dnb::to_device(int64_t type, int64_t index) {
  require(type >= 0 && type < static_cast<int64_t>(c10::DeviceType::COMPILE_TIME_MAX_DEVICE_TYPES), "unknown device");
  const c10::Device device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
  if (device.is_cuda()) {
    const int32_t count = dnb_cuda_device_count();
    if (count == 0) {
      invalid_argument("device '" + device.str() + "' cannot be used: " +
                       (at::hasCUDA() ? "no CUDA device was found" : "this LibTorch was built without CUDA"));
    }
    if (index >= count) {
      invalid_argument("device '" + device.str() + "' cannot be used: there are " + std::to_string(count) +
                       " CUDA devices");
    }
  }
  return device;
}

int32_t dnb_abi_version() { return DNB_ABI_VERSION; }

const char* dnb_torch_version() { return TORCH_VERSION; }

int32_t dnb_cuda_device_count() {
  int32_t count = 0;
  dnb::guarded([&] {
    count = static_cast<int32_t>(at::getNumGPUs());
  });
  return count;
}

int dnb_manual_seed(int64_t seed) {
  return dnb::guarded([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

int dnb_set_num_threads(int32_t count) {
  return dnb::guarded([&] {
    dnb::require(count > 0, "the number of threads must be positive");
    at::set_num_threads(count);
  });
}

int32_t dnb_get_num_threads() {
  int32_t count = 1;
  dnb::guarded([&] { count = at::get_num_threads(); });
  return count;
}

void dnb_memory_free(void* memory) { std::free(memory); }
