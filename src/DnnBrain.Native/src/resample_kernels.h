#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dnb {

// Weights and sums are integers with this many fractional bits: 8 bits of level and 2 of head-room remain of 32.
constexpr int weight_fraction_bits = 22;

// For each output position: where its window begins in the input, how many samples it takes and their weights.
struct Windows {
  int capacity = 0;  // weights reserved for one output position
  std::vector<int32_t> first;
  std::vector<int32_t> count;
  std::vector<int32_t> weights;

  const int32_t* weights_of(int position) const { return weights.data() + static_cast<size_t>(position) * capacity; }
};

// `rows` rows of packed RGB, `source_stride` bytes apart, resampled along x to `width` pixels. `readable` bytes may be
// read from `source`.
void resample_along_rows(const uint8_t* source, int64_t source_stride, int64_t readable, const Windows& windows,
                         int rows, int width, uint8_t* target);

// One output row: the weighted sum of `count` rows of `row_bytes` bytes, `row_bytes` apart.
void resample_along_columns(const uint8_t* first_row, const int32_t* weights, int count, int64_t row_bytes,
                            uint8_t* target);

}  // namespace dnb
