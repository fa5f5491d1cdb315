#pragma once

#include <atomic>
#include <opencv2/core.hpp>
#include <string>

#include "dnnbrain.h"

// 8-bit RGB, rows from the top, without padding between rows.
struct dnb_image_s {
  explicit dnb_image_s(cv::Mat rgb);
  ~dnb_image_s();
  dnb_image_s(const dnb_image_s&) = delete;
  dnb_image_s& operator=(const dnb_image_s&) = delete;

  int width() const { return rgb.cols; }
  int height() const { return rgb.rows; }
  const uint8_t* row(int y) const { return rgb.ptr(y); }

  cv::Mat rgb;
  std::string defect;  // what the codec had to guess at; empty where nothing
};

namespace dnb {

// Pillow's limit: twice its MAX_IMAGE_PIXELS, beyond which it calls a file a decompression bomb.
constexpr int64_t max_pixel_count = 178'956'970;

// An RGB image of this size whose pixels are yet to be written; refuses sizes no image may have.
cv::Mat new_pixels(int64_t width, int64_t height);

}  // namespace dnb
