#include "image_header.h"

#include "bmp.h"
#include "bytes.h"
#include "tiff.h"

namespace dnb {
namespace {

bool is_start_of_frame(uint32_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// ITU T.81, annex B: segments of marker, length and body until the frame header, which holds the size.
dnb_image_header identify_jpeg(const Bytes& file) {
  dnb_image_header header{0, 0, DNB_IMAGE_JPEG, 1};
  size_t offset = 2;
  while (true) {
    const uint32_t marker = file.u8(offset + 1);
    // Fill bytes, and what careless writers leave between segments.
    if (file.u8(offset) != 0xFF || marker == 0xFF || marker == 0x00) {
      ++offset;
      continue;
    }
    const size_t length = file.u16(offset + 2);
    if (marker == 0xD9 || marker == 0xDA || length < 2) throw Failure(DNB_IMAGE_INVALID, "the JPEG file has no frame header");
    if (is_start_of_frame(marker)) {
      header.height = file.u16(offset + 5);
      header.width = file.u16(offset + 7);
      return header;
    }
    if (marker == 0xE1 && file.matches(offset + 4, "Exif\0\0", 6) && length >= 8) {
      header.orientation = exif_orientation(file.part(offset + 10, length - 8, false));
    }
    offset += 2 + length;
  }
}

// PNG specification, 11.2.2 (IHDR) and the eXIf extension: chunks of length, type, body and CRC.
dnb_image_header identify_png(const Bytes& file) {
  dnb_image_header header{file.u32(16), file.u32(20), DNB_IMAGE_PNG, 1};
  for (size_t offset = 8; file.has(offset, 12);) {
    const size_t length = file.u32(offset);
    if (!file.has(offset + 8, length) || file.matches(offset + 4, "IEND", 4)) break;
    if (file.matches(offset + 4, "eXIf", 4)) header.orientation = exif_orientation(file.part(offset + 8, length, false));
    offset += 12 + length;
  }
  return header;
}

dnb_image_header identify_bmp(const Bytes& file) {
  const BmpHeader header = read_bmp_header(file);
  return {header.width, header.height, DNB_IMAGE_BMP, 1};
}

// The orientation is a tag of TIFF itself, not of EXIF: readers always follow it, so the upright size is the size.
dnb_image_header identify_tiff(const Bytes& file) {
  const TiffHeader header = read_tiff_header(file);
  if (header.orientation >= 5) return {header.height, header.width, DNB_IMAGE_TIFF, 1};
  return {header.width, header.height, DNB_IMAGE_TIFF, 1};
}

// WebP container specification: RIFF chunks; the first is VP8 (lossy), VP8L (lossless) or VP8X (extended).
dnb_image_header identify_webp(const Bytes& file) {
  dnb_image_header header{0, 0, DNB_IMAGE_WEBP, 1};
  if (file.matches(12, "VP8 ", 4)) {
    header.width = file.u16(26) & 0x3FFF;
    header.height = file.u16(28) & 0x3FFF;
  } else if (file.matches(12, "VP8L", 4)) {
    const uint32_t packed = file.u32(21);
    header.width = (packed & 0x3FFF) + 1;
    header.height = (packed >> 14 & 0x3FFF) + 1;
  } else if (file.matches(12, "VP8X", 4)) {
    constexpr uint32_t animation_flag = 0x02;
    if (file.u8(20) & animation_flag) throw Failure(DNB_IMAGE_INVALID, "animated WebP images cannot be read");
    header.width = static_cast<int64_t>(file.u24(24)) + 1;
    header.height = static_cast<int64_t>(file.u24(27)) + 1;
    for (size_t offset = 12; file.has(offset, 8);) {
      const size_t length = file.u32(offset + 4);
      if (!file.has(offset + 8, length)) break;
      if (file.matches(offset, "EXIF", 4)) {
        // Some writers keep JPEG's prefix.
        const size_t prefix = file.matches(offset + 8, "Exif\0\0", 6) && length >= 6 ? 6 : 0;
        header.orientation = exif_orientation(file.part(offset + 8 + prefix, length - prefix, false));
      }
      offset += 8 + length + length % 2;
    }
  }
  return header;
}

dnb_image_header identify_any(const uint8_t* bytes, size_t count) {
  const Bytes big(bytes, count, false);
  const Bytes little(bytes, count, true);
  if (big.matches(0, "\xFF\xD8\xFF", 3)) return identify_jpeg(big);
  if (big.matches(0, "\x89PNG\r\n\x1A\n", 8)) return identify_png(big);
  if (big.matches(0, "BM", 2)) return identify_bmp(little);
  if (big.matches(0, "II*\0", 4) || big.matches(0, "MM\0*", 4)) return identify_tiff(big);
  if (big.matches(0, "RIFF", 4) && big.matches(8, "WEBP", 4)) return identify_webp(little);
  throw Failure(DNB_IMAGE_INVALID, count == 0 ? "the image is empty"
                                              : "this is no JPEG, PNG, BMP, TIFF or WebP image");
}

}  // namespace

dnb_image_header identify(const uint8_t* bytes, size_t count) {
  const dnb_image_header header = identify_any(bytes, count);
  if (header.width <= 0 || header.height <= 0) throw Failure(DNB_IMAGE_INVALID, "the image header gives no size");
  return header;
}

}  // namespace dnb
