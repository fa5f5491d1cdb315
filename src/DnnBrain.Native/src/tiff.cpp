#include "tiff.h"

#include <algorithm>
#include <limits>

namespace dnb {
namespace {

constexpr uint32_t short_type = 3;
constexpr uint32_t long_type = 4;
constexpr uint32_t associated_alpha = 1;
constexpr uint32_t unassociated_alpha = 2;

// Section 2: an 8-byte header, then a directory of 12-byte entries: tag, type, count and, where they take at most four
// bytes, the values; else their offset. `visit(tag, value, offset)` gets the first value of each SHORT and LONG entry.
template <class Visit>
void visit_directory(const Bytes& file, Visit&& visit) {
  const bool little = file.matches(0, "II*\0", 4);
  if (!little && !file.matches(0, "MM\0*", 4)) return;
  const Bytes tiff = file.part(0, file.count(), little);
  if (!tiff.has(0, 8)) return;
  const size_t directory = tiff.u32(4);
  if (!tiff.has(directory, 2)) return;
  const size_t entries = tiff.u16(directory);
  for (size_t i = 0; i < entries; ++i) {
    const size_t entry = directory + 2 + 12 * i;
    if (!tiff.has(entry, 12)) return;
    const uint32_t type = tiff.u16(entry + 2);
    if (type != short_type && type != long_type) continue;
    const size_t size = type == short_type ? 2 : 4;
    const uint64_t total = size * uint64_t{tiff.u32(entry + 4)};
    const size_t offset = total <= 4 ? entry + 8 : tiff.u32(entry + 8);
    if (total == 0 || !tiff.has(offset, size)) continue;
    visit(tiff.u16(entry), size == 2 ? tiff.u16(offset) : tiff.u32(offset), offset);
  }
}

template <class Sample>
void divide_by_alpha(cv::Mat& decoded) {
  constexpr uint32_t opaque = std::numeric_limits<Sample>::max();
  for (int y = 0; y < decoded.rows; ++y) {
    auto* row = decoded.ptr<cv::Vec<Sample, 4>>(y);
    for (int x = 0; x < decoded.cols; ++x) {
      const uint32_t alpha = row[x][3];
      for (int channel = 0; channel < 3; ++channel) {
        // Nothing is known of a colour that was multiplied by zero; it is black, as in Pillow.
        row[x][channel] = alpha == 0 ? Sample{0} : static_cast<Sample>(std::min(row[x][channel] * opaque / alpha, opaque));
      }
    }
  }
}

}  // namespace

TiffHeader read_tiff_header(const Bytes& file) {
  TiffHeader header;
  visit_directory(file, [&](uint32_t tag, uint32_t value, size_t offset) {
    switch (tag) {
      case 256: header.width = value; break;
      case 257: header.height = value; break;
      case 262: header.photometric = value; break;
      case 274: header.orientation = value >= 1 && value <= 8 ? static_cast<int32_t>(value) : 1; break;
      case 338:
        header.extra_sample = value;
        header.extra_sample_offset = offset;
        break;
      default: break;
    }
  });
  return header;
}

int32_t exif_orientation(const Bytes& exif) { return read_tiff_header(exif).orientation; }

std::vector<uint8_t> keep_colours(const TiffHeader& header, const uint8_t* bytes, size_t count) {
  if (header.extra_sample != unassociated_alpha) return {};
  std::vector<uint8_t> copy(bytes, bytes + count);
  // Whichever of a SHORT's two bytes holds the 2, both become 0: "unspecified".
  copy[header.extra_sample_offset] = 0;
  copy[header.extra_sample_offset + 1] = 0;
  return copy;
}

void correct_tiff(const TiffHeader& header, cv::Mat& decoded) {
  constexpr uint32_t white_is_zero = 0;
  constexpr uint32_t lab = 8;
  if (header.photometric == lab) throw Failure(DNB_IMAGE_INVALID, "TIFF images in CIE L*a*b* colours cannot be read");
  if (header.photometric == white_is_zero && decoded.depth() == CV_16U) cv::bitwise_not(decoded, decoded);
  if (header.extra_sample == associated_alpha && decoded.channels() == 4) {
    if (decoded.depth() == CV_8U) divide_by_alpha<uint8_t>(decoded);
    if (decoded.depth() == CV_16U) divide_by_alpha<uint16_t>(decoded);
  }
}

}  // namespace dnb
