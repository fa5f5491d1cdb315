#pragma once

#include <cstdint>
#include <opencv2/core.hpp>

#include "bytes.h"

namespace dnb {

struct BmpHeader {
  int64_t width = 0;
  int64_t height = 0;
  size_t pixel_offset = 0;
  uint32_t bits_per_pixel = 0;
  bool compressed = false;
  // Largest level of a channel as stored: 255, or 31 (green 63) in files of 16 bits a pixel.
  int largest_green = 255;
  int largest_other = 255;
};

// Throws where the channels do not lie where the codec looks for them.
BmpHeader read_bmp_header(const Bytes& file);

// The codec shifts 5 and 6 bits up, so that white becomes 248; here the largest level becomes 255.
void correct_bmp(const BmpHeader& header, cv::Mat& decoded);

}  // namespace dnb
