// LibTorch's own cost of one operator on one element: usage: operator_call COUNT    prints {"nanoseconds": ...}
#include <ATen/ATen.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
  const long count = argc > 1 ? std::atol(argv[1]) : 200000;
  const at::NoGradGuard guard;
  const at::Tensor left = at::ones({1});
  const at::Tensor right = at::ones({1});
  for (long i = 0; i < count / 10; ++i) at::add(left, right);
  const auto started = std::chrono::steady_clock::now();
  for (long i = 0; i < count; ++i) at::add(left, right);
  const std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - started;
  std::printf("{\"nanoseconds\": %.1f}\n", elapsed.count() / count);
}
