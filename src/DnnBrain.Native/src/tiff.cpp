#include "tiff.h"

#include <algorithm>
#include <limits>

namespace dnb {
namespace {

constexpr uint32_t short_type = 3;
constexpr uint32_t long_type = 4;
constexpr uint32_t associated_alpha = 1;
constexpr uint32_t unassociated_alpha = 2;

// The numbers of one directory entry.
struct Entry {
  Bytes tiff;
  uint32_t tag;
  size_t size;   // bytes a number: 2 or 4
  size_t count;
  size_t offset; // of the first

  uint32_t operator[](size_t i) const { return size == 2 ? tiff.u16(offset + 2 * i) : tiff.u32(offset + 4 * i); }
};

// Section 2: an 8-byte header, then a directory of 12-byte entries: tag, type, count and, where they take at most four
// bytes, the numbers; else their offset. `visit` gets the entries of SHORT and LONG that lie within the file; the
// result says whether all of the directory does.
template <class Visit>
bool visit_directory(const Bytes& file, Visit&& visit) {
  const bool little = file.matches(0, "II*\0", 4);
  if (!little && !file.matches(0, "MM\0*", 4)) return false;
  const Bytes tiff = file.part(0, file.count(), little);
  if (!tiff.has(0, 8)) return false;
  const size_t directory = tiff.u32(4);
  if (!tiff.has(directory, 2)) return false;
  const size_t entries = tiff.u16(directory);
  bool whole = true;
  for (size_t i = 0; i < entries; ++i) {
    const size_t at = directory + 2 + 12 * i;
    if (!tiff.has(at, 12)) return false;
    const uint32_t type = tiff.u16(at + 2);
    if (type != short_type && type != long_type) continue;
    const size_t size = type == short_type ? 2 : 4;
    const size_t count = tiff.u32(at + 4);
    const size_t offset = size * count <= 4 ? at + 8 : tiff.u32(at + 8);
    if (count == 0) continue;
    if (tiff.has(offset, size * count)) {
      visit(Entry{tiff, tiff.u16(at), size, count, offset});
    } else {
      whole = false;
    }
  }
  return whole;
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
  visit_directory(file, [&](const Entry& entry) {
    const uint32_t value = entry[0];
    switch (entry.tag) {
      case 256: header.width = value; break;
      case 257: header.height = value; break;
      case 262:
        header.photometric = value;
        header.has_photometric = true;
        break;
      case 274: header.orientation = value >= 1 && value <= 8 ? static_cast<int32_t>(value) : 1; break;
      case 338:
        header.extra_sample = value;
        header.extra_sample_offset = entry.offset;
        break;
      default: break;
    }
  });
  return header;
}

bool tiff_is_complete(const Bytes& file) {
  std::vector<Entry> offsets, lengths;
  const bool whole = visit_directory(file, [&](const Entry& entry) {
    if (entry.tag == 273 || entry.tag == 324) offsets.push_back(entry);  // of strips, of tiles
    if (entry.tag == 279 || entry.tag == 325) lengths.push_back(entry);
  });
  if (!whole) return false;
  // Without lengths there is nothing to compare; libtiff then works them out.
  if (offsets.size() != 1 || lengths.size() != 1) return true;
  for (size_t i = 0; i < std::min(offsets[0].count, lengths[0].count); ++i) {
    if (!file.has(offsets[0][i], lengths[0][i])) return false;
  }
  return true;
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
