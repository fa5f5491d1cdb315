#include "image_header.h"

#include <cstring>
#include <string>

#include "error.h"

namespace dnb {
namespace {

// A view of the file that refuses to look past its end.
class Bytes {
 public:
  Bytes(const uint8_t* data, size_t count, bool little_endian) : data_(data), count_(count), little_(little_endian) {}

  size_t count() const { return count_; }
  bool has(size_t offset, size_t length) const { return offset <= count_ && length <= count_ - offset; }

  bool matches(size_t offset, const char* text, size_t length) const {
    return has(offset, length) && std::memcmp(data_ + offset, text, length) == 0;
  }

  uint32_t u8(size_t offset) const { return number(offset, 1); }
  uint32_t u16(size_t offset) const { return number(offset, 2); }
  uint32_t u24(size_t offset) const { return number(offset, 3); }
  uint32_t u32(size_t offset) const { return number(offset, 4); }

  Bytes part(size_t offset, size_t length, bool little_endian) const {
    if (!has(offset, length)) truncated();
    return {data_ + offset, length, little_endian};
  }

 private:
  [[noreturn]] static void truncated() { throw Failure(DNB_IMAGE_INVALID, "the image ends inside its header"); }

  uint32_t number(size_t offset, size_t length) const {
    if (!has(offset, length)) truncated();
    uint32_t result = 0;
    for (size_t i = 0; i < length; ++i) result = result << 8 | data_[offset + (little_ ? length - 1 - i : i)];
    return result;
  }

  const uint8_t* data_;
  size_t count_;
  bool little_;
};

// TIFF 6.0, section 2: 8-byte header, then a directory of 12-byte entries. EXIF is a TIFF file without pixels.
// `visit(tag, value)` gets the entries that hold one number in place (SHORT 3 or LONG 4).
template <class Visit>
bool visit_directory(const Bytes& file, Visit&& visit) {
  const bool little = file.matches(0, "II*\0", 4);
  if (!little && !file.matches(0, "MM\0*", 4)) return false;
  const Bytes tiff = file.part(0, file.count(), little);
  if (!tiff.has(0, 8)) return false;
  const size_t directory = tiff.u32(4);
  if (!tiff.has(directory, 2)) return false;
  const size_t entries = tiff.u16(directory);
  for (size_t i = 0; i < entries; ++i) {
    const size_t entry = directory + 2 + 12 * i;
    if (!tiff.has(entry, 12)) break;
    const uint32_t type = tiff.u16(entry + 2);
    if (type == 3) visit(tiff.u16(entry), tiff.u16(entry + 8));
    if (type == 4) visit(tiff.u16(entry), tiff.u32(entry + 8));
  }
  return true;
}

// A damaged EXIF block means an upright image, as every viewer takes it.
int32_t exif_orientation(const Bytes& exif) {
  constexpr uint32_t orientation_tag = 0x0112;
  int32_t orientation = 1;
  visit_directory(exif, [&](uint32_t tag, uint32_t value) {
    if (tag == orientation_tag && value >= 1 && value <= 8) orientation = static_cast<int32_t>(value);
  });
  return orientation;
}

bool is_start_of_frame(uint32_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// ITU T.81, annex B: segments of marker, length and body until the frame header, which holds the size.
dnb_image_header identify_jpeg(const Bytes& file) {
  dnb_image_header header{0, 0, DNB_IMAGE_JPEG, 1};
  size_t offset = 2;
  while (true) {
    if (file.u8(offset) != 0xFF) throw Failure(DNB_IMAGE_INVALID, "the JPEG file has bytes between its segments");
    const uint32_t marker = file.u8(offset + 1);
    if (marker == 0xFF) {  // fill byte
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

// BITMAPCOREHEADER is 12 bytes with 16-bit sizes; all later headers begin with 32-bit sizes, height < 0 for top-down.
dnb_image_header identify_bmp(const Bytes& file) {
  if (file.u32(14) == 12) return {file.u16(18), file.u16(20), DNB_IMAGE_BMP, 1};
  const int64_t height = static_cast<int32_t>(file.u32(22));
  return {static_cast<int32_t>(file.u32(18)), height < 0 ? -height : height, DNB_IMAGE_BMP, 1};
}

dnb_image_header identify_tiff(const Bytes& file) {
  dnb_image_header header{0, 0, DNB_IMAGE_TIFF, 1};
  visit_directory(file, [&](uint32_t tag, uint32_t value) {
    if (tag == 0x0100) header.width = value;
    if (tag == 0x0101) header.height = value;
  });
  header.orientation = exif_orientation(file);
  return header;
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

bool jpeg_has_end(const uint8_t* bytes, size_t count) {
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

}  // namespace dnb
