#include "resample_kernels.h"

#include <cstring>

#include "target_clones.h"

namespace dnb {
namespace {

constexpr int32_t half = 1 << (weight_fraction_bits - 1);

typedef uint8_t Bytes4 __attribute__((vector_size(4)));
typedef int32_t Ints4 __attribute__((vector_size(16)));
typedef uint32_t Lanes4 __attribute__((vector_size(16)));

#define DNB_INLINE inline __attribute__((always_inline))

DNB_INLINE int32_t to_level(int32_t sum) {
  const int32_t level = sum >> weight_fraction_bits;
  return level < 0 ? 0 : level > 255 ? 255 : level;
}

DNB_INLINE Bytes4 to_levels(Ints4 sums) {
  Ints4 levels = sums >> weight_fraction_bits;
  levels = levels < 0 ? Ints4{} : levels;
  levels = levels > 255 ? Ints4{255, 255, 255, 255} : levels;
  return __builtin_convertvector(levels, Bytes4);
}

// The three channels of a pixel, and one byte of whatever follows it, as integers: all lanes get the four bytes and
// shift out their own, which compiles to fewer instructions than a conversion of four bytes does.
DNB_INLINE Ints4 load_pixel(const uint8_t* pixel) {
  uint32_t bytes;
  std::memcpy(&bytes, pixel, 4);
  const Lanes4 lanes = Lanes4{bytes, bytes, bytes, bytes} >> Lanes4{0, 8, 16, 24};
  return reinterpret_cast<Ints4>(lanes & 255);
}

// Several rows at once share the loads of the weights and keep independent sums in flight.
template <int Rows>
DNB_INLINE void resample_rows(const uint8_t* source, int64_t source_stride, const Windows& windows, int width,
                              uint8_t* target) {
  const int64_t target_stride = int64_t{3} * width;
  for (int x = 0; x < width; ++x) {
    const int32_t* weights = windows.weights_of(x);
    const int count = windows.count[x];
    const uint8_t* pixel = source + int64_t{3} * windows.first[x];
    Ints4 sums[Rows];
    for (Ints4& sum : sums) sum = Ints4{half, half, half, half};
    for (int i = 0; i < count; ++i) {
      const int32_t weight = weights[i];
      for (int row = 0; row < Rows; ++row) sums[row] += load_pixel(pixel + 3 * i + row * source_stride) * weight;
    }
    // The fourth byte written is set right by the next pixel; the last pixel of a row has no next.
    const size_t bytes = x + 1 < width ? 4 : 3;
    for (int row = 0; row < Rows; ++row) {
      const Bytes4 levels = to_levels(sums[row]);
      uint8_t* to = target + row * target_stride + 3 * x;
      if (bytes == 4) {
        std::memcpy(to, &levels, 4);
      } else {
        std::memcpy(to, &levels, 3);
      }
    }
  }
}

}  // namespace

DNB_TARGET_CLONES
void resample_along_rows(const uint8_t* source, int64_t source_stride, int64_t readable, const Windows& windows,
                         int rows, int width, uint8_t* target) {
  constexpr int block = 4;
  const int64_t target_stride = int64_t{3} * width;
  int row = 0;
  // A pixel is read as four bytes: the image's last row is left to a copy that has a byte behind it.
  const auto can_read = [&](int end) { return end * source_stride + 1 <= readable; };
  for (; row + block <= rows && can_read(row + block); row += block) {
    resample_rows<block>(source + row * source_stride, source_stride, windows, width, target + row * target_stride);
  }
  for (; row < rows && can_read(row + 1); ++row) {
    resample_rows<1>(source + row * source_stride, source_stride, windows, width, target + row * target_stride);
  }
  if (row < rows) {
    std::vector<uint8_t> padded(static_cast<size_t>(source_stride) + 1);
    std::memcpy(padded.data(), source + row * source_stride, static_cast<size_t>(source_stride));
    resample_rows<1>(padded.data(), source_stride, windows, width, target + row * target_stride);
  }
}

DNB_TARGET_CLONES
void resample_along_columns(const uint8_t* first_row, const int32_t* weights, int count, int64_t row_bytes,
                            uint8_t* target) {
  // A block's sums stay in registers while the rows go by.
  constexpr int64_t block = 32;
  int64_t x = 0;
  for (; x + block <= row_bytes; x += block) {
    int32_t sums[block];
    for (int64_t j = 0; j < block; ++j) sums[j] = half;
    for (int i = 0; i < count; ++i) {
      const uint8_t* row = first_row + i * row_bytes + x;
      const int32_t weight = weights[i];
      for (int64_t j = 0; j < block; ++j) sums[j] += row[j] * weight;
    }
    for (int64_t j = 0; j < block; ++j) target[x + j] = static_cast<uint8_t>(to_level(sums[j]));
  }
  for (; x < row_bytes; ++x) {
    int32_t sum = half;
    for (int i = 0; i < count; ++i) sum += first_row[i * row_bytes + x] * weights[i];
    target[x] = static_cast<uint8_t>(to_level(sum));
  }
}

}  // namespace dnb
