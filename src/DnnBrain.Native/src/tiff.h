#pragma once

#include <cstddef>
#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

#include "bytes.h"

namespace dnb {

// What the first directory of a TIFF file says (TIFF 6.0).
struct TiffHeader {
  int64_t width = 0;
  int64_t height = 0;
  int32_t orientation = 1;         // tag 274
  uint32_t photometric = 1;        // tag 262: 0 white is zero, 1 black is zero, 8 CIE L*a*b*
  bool has_photometric = false;    // no image is without it; EXIF is
  uint32_t extra_sample = 0;       // tag 338: 1 alpha, colours multiplied by it; 2 alpha, colours as they are
  size_t extra_sample_offset = 0;  // where in the file that number is
};

TiffHeader read_tiff_header(const Bytes& file);

// Whether every strip or tile lies within the file.
bool tiff_is_complete(const Bytes& file);

// EXIF is a TIFF file without pixels. A damaged one means an upright image, as every viewer takes it.
int32_t exif_orientation(const Bytes& exif);

// libtiff multiplies colours by an alpha that they are not yet multiplied by, and the colours cannot be had back.
// Gives the file with that alpha declared to be of unknown meaning; empty where there is nothing to change.
std::vector<uint8_t> keep_colours(const TiffHeader& header, const uint8_t* bytes, size_t count);

// Makes what the codec decoded what it stands for: 16-bit white-is-zero grey is inverted, colours multiplied by their
// alpha are divided by it.
void correct_tiff(const TiffHeader& header, cv::Mat& decoded);

}  // namespace dnb
