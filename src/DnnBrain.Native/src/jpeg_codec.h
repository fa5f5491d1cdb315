#pragma once

#include <cstddef>
#include <cstdint>
#include <opencv2/core.hpp>
#include <string>

namespace dnb {

// The pixels as stored, 8-bit RGB, as Pillow's convert('RGB') has them. Prints nothing, whatever the file is like: the failure says
// what is wrong with it. What libjpeg merely warns of (bytes too many, a bad code) is decoded as well as it can be; `defect` then gets the
// first warning after which pixels may be wrong, and is empty otherwise.
cv::Mat decode_jpeg(const uint8_t* bytes, size_t count, std::string& defect);

}  // namespace dnb
