#include <algorithm>
#include <cstring>

#include "bmp.h"
#include "bytes.h"
#include "image_header.h"
#include "tiff.h"

namespace dnb {
namespace {

// Looks for the end marker through all segments and scans.
bool jpeg_is_complete(const uint8_t* bytes, size_t count) {
  const uint8_t* const end = bytes + count;
  const uint8_t* at = bytes + 2;
  while (at < end && (at = static_cast<const uint8_t*>(std::memchr(at, 0xFF, static_cast<size_t>(end - at)))) != nullptr) {
    if (end - at < 2) return false;
    const uint8_t marker = at[1];
    if (marker == 0xD9) return true;
    const bool stands_alone = marker == 0x00 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    if (marker == 0xFF) {
      ++at;
    } else if (stands_alone) {
      at += 2;
    } else {
      // A segment's body may hold a thumbnail with an end marker of its own: step over it.
      if (end - at < 4) return false;
      const ptrdiff_t length = at[2] << 8 | at[3];
      if (length + 2 > end - at) return false;
      at += 2 + length;
    }
  }
  return false;
}

bool png_is_complete(const Bytes& file) {
  for (size_t offset = 8; file.has(offset, 12);) {
    if (file.matches(offset + 4, "IEND", 4)) return true;
    const size_t length = file.u32(offset);
    if (!file.has(offset + 12, length)) return false;
    offset += 12 + length;
  }
  return false;
}

// Rows are padded to four bytes; run-length coded ones have no length to compare with.
bool bmp_is_complete(const Bytes& file) {
  const BmpHeader header = read_bmp_header(file);
  if (header.compressed) return true;
  const uint64_t row = (static_cast<uint64_t>(header.width) * header.bits_per_pixel + 31) / 32 * 4;
  return file.has(header.pixel_offset, row * static_cast<uint64_t>(header.height));
}

bool webp_is_complete(const Bytes& file) { return file.has(8, file.u32(4)); }

}  // namespace

bool is_complete(const dnb_image_header& header, const uint8_t* bytes, size_t count) {
  switch (header.format) {
    case DNB_IMAGE_JPEG: return jpeg_is_complete(bytes, count);
    case DNB_IMAGE_PNG: return png_is_complete({bytes, count, false});
    case DNB_IMAGE_BMP: return bmp_is_complete({bytes, count, true});
    case DNB_IMAGE_TIFF: return tiff_is_complete({bytes, count, true});
    default: return webp_is_complete({bytes, count, true});
  }
}

}  // namespace dnb
