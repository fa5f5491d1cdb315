#include "bmp.h"

#include <string>

namespace dnb {
namespace {

constexpr uint32_t core_header_size = 12;
constexpr uint32_t bit_fields = 3;
constexpr uint32_t alpha_bit_fields = 6;

uint8_t stretch(int level, int largest) {
  const int stored = largest == 63 ? level >> 2 : level >> 3;
  return static_cast<uint8_t>(stored * 255 / largest);
}

}  // namespace

// A BITMAPCOREHEADER has 16-bit sizes. All later headers begin with 32-bit sizes (the height is negative where rows run
// from the top), bits a pixel, compression and, behind the 40 bytes they share, the masks of the channels.
BmpHeader read_bmp_header(const Bytes& file) {
  BmpHeader header;
  header.pixel_offset = file.u32(10);
  if (file.u32(14) == core_header_size) {
    header.width = file.u16(18);
    header.height = file.u16(20);
    header.bits_per_pixel = file.u16(24);
    return header;
  }
  const int64_t height = static_cast<int32_t>(file.u32(22));
  header.width = static_cast<int32_t>(file.u32(18));
  header.height = height < 0 ? -height : height;
  const uint32_t bits = file.u16(28);
  const uint32_t compression = file.u32(30);
  const bool masked = compression == bit_fields || compression == alpha_bit_fields;
  if (compression > bit_fields && !masked) {
    throw Failure(DNB_IMAGE_INVALID, "BMP images of compression " + std::to_string(compression) + " cannot be read");
  }
  header.bits_per_pixel = bits;
  header.compressed = compression != 0 && !masked;
  const uint32_t red = masked ? file.u32(54) : 0;
  const uint32_t green = masked ? file.u32(58) : 0;
  const uint32_t blue = masked ? file.u32(62) : 0;
  if (bits == 32 && masked && (red != 0xFF0000 || green != 0xFF00 || blue != 0xFF)) {
    throw Failure(DNB_IMAGE_INVALID, "BMP images of 32 bits a pixel can be read as blue, green, red only");
  }
  if (bits == 16) {
    header.largest_other = 31;
    header.largest_green = masked && green == 0x7E0 ? 63 : 31;
  }
  return header;
}

void correct_bmp(const BmpHeader& header, cv::Mat& decoded) {
  if (header.largest_other == 255 || decoded.type() != CV_8UC3) return;
  for (int y = 0; y < decoded.rows; ++y) {
    auto* row = decoded.ptr<cv::Vec3b>(y);
    for (int x = 0; x < decoded.cols; ++x) {
      row[x] = {stretch(row[x][0], header.largest_other), stretch(row[x][1], header.largest_green),
                stretch(row[x][2], header.largest_other)};
    }
  }
}

}  // namespace dnb
