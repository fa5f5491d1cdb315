#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/csrc/api/include/torch/version.h>

#include <cstdlib>

#include "error.h"

int32_t dnb_abi_version() { return DNB_ABI_VERSION; }

const char* dnb_torch_version() { return TORCH_VERSION; }

int32_t dnb_cuda_device_count() {
  int32_t count = 0;
  dnb::guarded([&] {
    if (at::hasCUDA()) count = static_cast<int32_t>(at::detail::getCUDAHooks().getNumGPUs());
  });
  return count;
}

int32_t dnb_cuda_is_available() { return dnb_cuda_device_count() > 0; }

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
