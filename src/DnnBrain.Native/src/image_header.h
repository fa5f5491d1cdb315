#pragma once

#include "dnnbrain.h"

namespace dnb {

// Size, format and EXIF orientation from the first bytes of a JPEG, PNG, BMP, TIFF or WebP file.
// Throws Failure(DNB_IMAGE_INVALID) where the bytes are none of these or end inside the header.
dnb_image_header identify(const uint8_t* bytes, size_t count);

// Whether the file holds all that its own structure announces. Asked before decoding, because the codecs take a truncated
// file for damaged or fill the missing part with grey, and write to the error stream besides.
bool is_complete(const dnb_image_header& header, const uint8_t* bytes, size_t count);

}  // namespace dnb
