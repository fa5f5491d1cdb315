#include "resample_kernels.h"

#include <cstring>

#include "target_clones.h"

namespace dnb {
namespace {

constexpr int fraction_bits = 22;
constexpr int32_t half = 1 << (fraction_bits - 1);

inline uint8_t to_level(int32_t sum) {
  const int32_t level = sum >> fraction_bits;
  return static_cast<uint8_t>(level < 0 ? 0 : level > 255 ? 255 : level);
}

typedef uint8_t Bytes4 __attribute__((vector_size(4)));
typedef int32_t Sums4 __attribute__((vector_size(16)));

}  // namespace

DNB_TARGET_CLONES
void resample_row(const uint8_t* source, int64_t readable, const Windows& windows, int width, uint8_t* target) {
  for (int x = 0; x < width; ++x) {
    const int32_t* weights = windows.weights_of(x);
    const int count = windows.count[x];
    const uint8_t* pixel = source + int64_t{3} * windows.first[x];
    // Four bytes are read for three channels; only the image's very last pixel has no fourth byte behind it.
    const bool at_end = int64_t{3} * (windows.first[x] + count) + 1 > readable;
    const int whole = at_end ? count - 1 : count;
    Sums4 sums = {half, half, half, half};
    for (int i = 0; i < whole; ++i) {
      Bytes4 levels;
      std::memcpy(&levels, pixel + 3 * i, 4);
      sums += __builtin_convertvector(levels, Sums4) * weights[i];
    }
    if (at_end) {
      Bytes4 levels = {};
      std::memcpy(&levels, pixel + 3 * whole, 3);
      sums += __builtin_convertvector(levels, Sums4) * weights[whole];
    }
    target[3 * x] = to_level(sums[0]);
    target[3 * x + 1] = to_level(sums[1]);
    target[3 * x + 2] = to_level(sums[2]);
  }
}

DNB_TARGET_CLONES
void resample_column(const uint8_t* first_row, int64_t stride, const int32_t* weights, int count, int64_t row_bytes,
                     uint8_t* target) {
  // A block's sums stay in registers while the rows go by.
  constexpr int64_t block = 32;
  int64_t x = 0;
  for (; x + block <= row_bytes; x += block) {
    int32_t sums[block];
    for (int64_t j = 0; j < block; ++j) sums[j] = half;
    for (int i = 0; i < count; ++i) {
      const uint8_t* row = first_row + i * stride + x;
      const int32_t weight = weights[i];
      for (int64_t j = 0; j < block; ++j) sums[j] += row[j] * weight;
    }
    for (int64_t j = 0; j < block; ++j) target[x + j] = to_level(sums[j]);
  }
  for (; x < row_bytes; ++x) {
    int32_t sum = half;
    for (int i = 0; i < count; ++i) sum += first_row[i * stride + x] * weights[i];
    target[x] = to_level(sum);
  }
}

}  // namespace dnb
