#pragma once

#include <cstddef>
#include <cstdint>
#include <opencv2/core.hpp>

namespace dnb {

// The pixels as stored, 8-bit RGB: palettes and greys as colours, the high byte of 16-bit samples, without alpha. Prints nothing,
// whatever the file is like: the failure says what is wrong with it. What is wrong beside the pixels does not matter.
cv::Mat decode_png(const uint8_t* bytes, size_t count);

}  // namespace dnb
