#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dnb {

// For each output position: where its window begins in the input, how many samples it takes and their weights as
// integers of 22 fractional bits.
struct Windows {
  int capacity = 0;  // weights reserved for one output position
  std::vector<int32_t> first;
  std::vector<int32_t> count;
  std::vector<int32_t> weights;

  const int32_t* weights_of(int position) const { return weights.data() + static_cast<size_t>(position) * capacity; }
};

// One row of packed RGB, resampled along x. `readable` bytes may be read from `source`.
void resample_row(const uint8_t* source, int64_t readable, const Windows& windows, int width, uint8_t* target);

// One output row: the weighted sum of `count` rows of `row_bytes` bytes, `stride` bytes apart.
void resample_column(const uint8_t* first_row, int64_t stride, const int32_t* weights, int count, int64_t row_bytes,
                     uint8_t* target);

}  // namespace dnb
