#pragma once

#include <cstddef>
#include <cstdint>
#include <opencv2/core.hpp>

namespace dnb {

// The pixels as stored, 8-bit RGB, as Pillow's convert('RGB') has them. Prints nothing, whatever the file is like: the failure says
// what is wrong with it. What libjpeg merely warns of (bytes too many, a bad code) is decoded as well as it can be.
cv::Mat decode_jpeg(const uint8_t* bytes, size_t count);

}  // namespace dnb
