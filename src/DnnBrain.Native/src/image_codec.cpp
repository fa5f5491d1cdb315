#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <vector>

#include "bmp.h"
#include "error.h"
#include "image.h"
#include "image_header.h"
#include "image_planar.h"
#include "jpeg_codec.h"
#include "png_codec.h"
#include "tiff.h"

namespace {

using dnb::Failure;
using dnb::guarded;
using dnb::require;

std::atomic<int64_t> live_images{0};

[[noreturn]] void refuse(const std::string& reason) { throw Failure(DNB_IMAGE_INVALID, reason); }

const char* format_name(int32_t format) {
  switch (format) {
    case DNB_IMAGE_JPEG: return "JPEG";
    case DNB_IMAGE_PNG: return "PNG";
    case DNB_IMAGE_BMP: return "BMP";
    case DNB_IMAGE_TIFF: return "TIFF";
    default: return "WebP";
  }
}

// One row of what the codec gave (grey, BGR or BGRA; 8 or 16 bit) as R G B.
void to_rgb(const uint8_t* source, int channels, int bytes_per_sample, int width, uint8_t* rgb) {
  const int high_byte = bytes_per_sample - 1;  // little-endian samples
  const int red = channels >= 3 ? 2 : 0;
  const int green = channels >= 3 ? 1 : 0;
  for (int x = 0; x < width; ++x) {
    const uint8_t* pixel = source + static_cast<ptrdiff_t>(x) * channels * bytes_per_sample + high_byte;
    rgb[3 * x] = pixel[red * bytes_per_sample];
    rgb[3 * x + 1] = pixel[green * bytes_per_sample];
    rgb[3 * x + 2] = pixel[0];
  }
}

cv::Mat to_rgb(cv::Mat decoded, const char* format) {
  if (decoded.depth() != CV_8U && decoded.depth() != CV_16U) {
    refuse(std::string("this ") + format + " image has neither 8-bit nor 16-bit samples");
  }
  if (decoded.type() == CV_8UC3 && decoded.isContinuous()) {
    dnb::swap_red_and_blue(decoded.ptr(), decoded.total());
    return decoded;
  }
  cv::Mat rgb(decoded.rows, decoded.cols, CV_8UC3);
  for (int y = 0; y < decoded.rows; ++y) {
    to_rgb(decoded.ptr(y), decoded.channels(), static_cast<int>(decoded.elemSize1()), decoded.cols, rgb.ptr(y));
  }
  return rgb;
}

// EXIF 2.3, tag 0x0112: where the stored row 0 and column 0 belong in the upright image.
cv::Mat upright(const cv::Mat& stored, int32_t orientation) {
  const bool transposed = orientation >= 5;
  cv::Mat result;
  if (transposed) {
    cv::transpose(stored, result);
  } else {
    result = stored;
  }
  switch (orientation) {
    case 2: case 6: cv::flip(result, result, 1); break;
    case 3: case 7: cv::flip(result, result, -1); break;
    case 4: case 8: cv::flip(result, result, 0); break;
    default: break;
  }
  return result;
}

// OpenCV's codecs report what they do not like on the error stream besides failing; the caller is told by the failure. What this does
// not reach is one line of std::cerr about a TIFF or BMP image whose pixels are damaged: it cannot be had away without taking the stream
// from other threads.
void keep_codecs_quiet() {
  static const bool done = [] {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    cv::redirectError([](int, const char*, const char*, const char*, int, void*) { return 0; });
    return true;
  }();
  static_cast<void>(done);
}

cv::Mat run_codec(const uint8_t* bytes, size_t count, const char* format) {
  keep_codecs_quiet();
  // The codecs take a cv::Mat and do not write to it.
  const cv::Mat file(1, static_cast<int>(count), CV_8UC1, const_cast<uint8_t*>(bytes));
  cv::Mat decoded;
  try {
    decoded = cv::imdecode(file, cv::IMREAD_UNCHANGED);
  } catch (const cv::Exception& error) {
    refuse(std::string("the ") + format + " image cannot be decoded: " + error.err);
  }
  if (decoded.empty()) refuse(std::string("the ") + format + " image is damaged");
  return decoded;
}

// The samples as OpenCV's codecs have them, with what these get wrong put right.
cv::Mat decode_stored(const uint8_t* bytes, size_t count, int32_t format) {
  const char* name = format_name(format);
  if (format == DNB_IMAGE_TIFF) {
    const dnb::TiffHeader header = dnb::read_tiff_header({bytes, count, true});
    if (!header.has_photometric) refuse("the TIFF image is damaged: it does not say what its samples mean");
    const std::vector<uint8_t> changed = dnb::keep_colours(header, bytes, count);
    cv::Mat decoded = run_codec(changed.empty() ? bytes : changed.data(), count, name);
    dnb::correct_tiff(header, decoded);
    return decoded;
  }
  cv::Mat decoded = run_codec(bytes, count, name);
  if (format == DNB_IMAGE_BMP) dnb::correct_bmp(dnb::read_bmp_header({bytes, count, true}), decoded);
  return decoded;
}

// JPEG and PNG by their own libraries: through OpenCV these print what they do not like on the error stream, and cannot be told not to.
cv::Mat decode_rgb(const uint8_t* bytes, size_t count, int32_t format, std::string& defect) {
  switch (format) {
    case DNB_IMAGE_JPEG: return dnb::decode_jpeg(bytes, count, defect);
    case DNB_IMAGE_PNG: return dnb::decode_png(bytes, count);
    default: return to_rgb(decode_stored(bytes, count, format), format_name(format));
  }
}

cv::Mat decode(const uint8_t* bytes, int64_t count, bool apply_orientation, std::string& defect) {
  const dnb_image_header header = dnb::identify(bytes, static_cast<size_t>(count));
  const char* format = format_name(header.format);
  if (header.height > dnb::max_pixel_count / header.width) {
    refuse(std::string("this ") + format + " image of " + std::to_string(header.width) + " x " +
           std::to_string(header.height) + " pixels is larger than the limit of " +
           std::to_string(dnb::max_pixel_count));
  }
  require(count <= std::numeric_limits<int>::max(), "an image file must be smaller than 2 GiB");
  if (!dnb::is_complete(header, bytes, static_cast<size_t>(count))) {
    refuse(std::string("the ") + format + " image is truncated");
  }
  cv::Mat rgb = decode_rgb(bytes, static_cast<size_t>(count), header.format, defect);
  return apply_orientation ? upright(rgb, header.orientation) : rgb;
}

}  // namespace

dnb_image_s::dnb_image_s(cv::Mat pixels) : rgb(std::move(pixels)) { live_images.fetch_add(1, std::memory_order_relaxed); }

dnb_image_s::~dnb_image_s() { live_images.fetch_sub(1, std::memory_order_relaxed); }

cv::Mat dnb::new_pixels(int64_t width, int64_t height) {
  require(width > 0 && height > 0, "an image needs at least one row and one column");
  require(height <= max_pixel_count / width, "the image would be larger than the limit of 178956970 pixels");
  return cv::Mat(static_cast<int>(height), static_cast<int>(width), CV_8UC3);
}

int dnb_image_identify(const uint8_t* bytes, int64_t byte_count, dnb_image_header* header) {
  return guarded([&] {
    require(byte_count >= 0 && (bytes != nullptr || byte_count == 0), "no bytes given");
    *header = dnb::identify(bytes, static_cast<size_t>(byte_count));
  });
}

int dnb_image_decode(const uint8_t* bytes, int64_t byte_count, int32_t apply_orientation, dnb_image* result) {
  return guarded([&] {
    require(byte_count >= 0 && (bytes != nullptr || byte_count == 0), "no bytes given");
    std::string defect;
    auto image = std::make_unique<dnb_image_s>(decode(bytes, byte_count, apply_orientation != 0, defect));
    image->defect = std::move(defect);
    *result = image.release();
  });
}

int dnb_image_from_pixels(const uint8_t* pixels, int64_t byte_count, int32_t width, int32_t height,
                          dnb_image* result) {
  return guarded([&] {
    cv::Mat rgb = dnb::new_pixels(width, height);
    const int64_t expected = int64_t{3} * width * height;
    if (pixels == nullptr || byte_count != expected) {
      dnb::invalid_argument("an RGB image of " + std::to_string(width) + " x " + std::to_string(height) +
                            " pixels has " + std::to_string(expected) + " bytes, not " + std::to_string(byte_count));
    }
    std::memcpy(rgb.ptr(), pixels, static_cast<size_t>(byte_count));
    *result = new dnb_image_s(std::move(rgb));
  });
}

int dnb_image_size(dnb_image image, int32_t* width, int32_t* height) {
  return guarded([&] {
    require(image != nullptr, "no image given");
    *width = image->width();
    *height = image->height();
  });
}

int dnb_image_pixels(dnb_image image, const uint8_t** pixels) {
  return guarded([&] {
    require(image != nullptr, "no image given");
    *pixels = image->row(0);
  });
}

int dnb_image_defect(dnb_image image, const char** text) {
  return guarded([&] {
    require(image != nullptr, "no image given");
    *text = image->defect.c_str();
  });
}

int dnb_image_encode_png(dnb_image image, uint8_t** png, int64_t* byte_count) {
  return guarded([&] {
    require(image != nullptr, "no image given");
    cv::Mat bgr = image->rgb.clone();
    dnb::swap_red_and_blue(bgr.ptr(), bgr.total());
    std::vector<uint8_t> encoded;
    if (!cv::imencode(".png", bgr, encoded)) throw Failure(DNB_ERROR, "the image could not be encoded as PNG");
    auto* copy = static_cast<uint8_t*>(std::malloc(encoded.size()));
    if (copy == nullptr) throw std::bad_alloc();
    std::memcpy(copy, encoded.data(), encoded.size());
    *png = copy;
    *byte_count = static_cast<int64_t>(encoded.size());
  });
}

int dnb_image_crop(dnb_image image, int32_t left, int32_t top, int32_t width, int32_t height, dnb_image* result) {
  return guarded([&] {
    require(image != nullptr, "no image given");
    require(left >= 0 && top >= 0 && width > 0 && height > 0 && width <= image->width() - left &&
                height <= image->height() - top,
            "the part to cut out does not lie within the image");
    *result = new dnb_image_s(image->rgb(cv::Rect(left, top, width, height)).clone());
  });
}

void dnb_image_free(dnb_image image) { delete image; }

int64_t dnb_image_live_count() { return live_images.load(std::memory_order_relaxed); }
