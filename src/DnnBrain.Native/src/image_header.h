#pragma once

#include "dnnbrain.h"

namespace dnb {

// Size, format and EXIF orientation from the first bytes of a JPEG, PNG, BMP, TIFF or WebP file.
// Throws Failure(DNB_IMAGE_INVALID) where the bytes are none of these or end inside the header.
dnb_image_header identify(const uint8_t* bytes, size_t count);

// Whether the marker that ends a JPEG is there. libjpeg fills the rest of a truncated file with grey and calls it read.
bool jpeg_has_end(const uint8_t* bytes, size_t count);

}  // namespace dnb
