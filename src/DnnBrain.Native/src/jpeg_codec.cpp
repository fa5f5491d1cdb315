#include "jpeg_codec.h"

#include <csetjmp>
#include <cstdio>
#include <jpeglib.h>
// Needs what the lines above declare.
#include <jerror.h>
#include <string>
#include <vector>

#include "error.h"
#include "image.h"

namespace dnb {
namespace {

struct Errors {
  jpeg_error_mgr base;  // first, so that libjpeg's pointer is ours
  std::jmp_buf jump;
  char message[JMSG_LENGTH_MAX];
  char defect[JMSG_LENGTH_MAX];
};

[[noreturn]] void fail(j_common_ptr info) {
  auto* errors = reinterpret_cast<Errors*>(info->err);
  errors->base.format_message(info, errors->message);
  std::longjmp(errors->jump, 1);
}

// Other warnings are about what lies beside the pixels.
bool concerns_pixels(int code) {
  switch (code) {
    case JWRN_ARITH_BAD_CODE:
    case JWRN_BOGUS_PROGRESSION:
    case JWRN_EXTRANEOUS_DATA:
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_JPEG_EOF:
    case JWRN_MUST_RESYNC: return true;
    default: return false;
  }
}

// Levels below zero are warnings, the others traces.
void keep_first_defect(j_common_ptr info, int level) {
  auto* errors = reinterpret_cast<Errors*>(info->err);
  if (level < 0 && errors->defect[0] == '\0' && concerns_pixels(info->err->msg_code)) {
    errors->base.format_message(info, errors->defect);
  }
}

void print_nothing(j_common_ptr) {}

// Everything that a jump out of libjpeg must not lose lies here, and not in the frames that are jumped over.
struct Reader {
  Reader() {
    info.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = fail;
    errors.base.emit_message = keep_first_defect;
    errors.base.output_message = print_nothing;
    errors.message[0] = errors.defect[0] = '\0';
  }

  ~Reader() { jpeg_destroy_decompress(&info); }

  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  [[noreturn]] void refuse() const {
    throw Failure(DNB_IMAGE_INVALID, std::string("the JPEG image is damaged: ") + errors.message);
  }

  jpeg_decompress_struct info{};
  Errors errors;
  std::vector<uint8_t> inks;  // one row of cyan, magenta, yellow and black
};

bool start(Reader& reader, const uint8_t* bytes, size_t count) {
  if (setjmp(reader.errors.jump) != 0) return false;
  jpeg_create_decompress(&reader.info);
  jpeg_mem_src(&reader.info, bytes, static_cast<unsigned long>(count));
  jpeg_read_header(&reader.info, TRUE);
  reader.info.out_color_space = reader.info.num_components == 4 ? JCS_CMYK : JCS_RGB;
  jpeg_start_decompress(&reader.info);
  return true;
}

// As Pillow rounds a * b / 255.
int multiply(int a, int b) {
  const int product = a * b + 128;
  return ((product >> 8) + product) >> 8;
}

// Inks are stored as what they let through, as Adobe does it and all others follow.
void inks_to_rgb(const uint8_t* inks, uint8_t* rgb, int width) {
  for (int x = 0; x < width; ++x) {
    const int light = inks[4 * x + 3];
    for (int c = 0; c < 3; ++c) {
      rgb[3 * x + c] = static_cast<uint8_t>(light - multiply(255 - inks[4 * x + c], light));
    }
  }
}

bool read_rows(Reader& reader, uint8_t* rgb, size_t stride) {
  if (setjmp(reader.errors.jump) != 0) return false;
  jpeg_decompress_struct& info = reader.info;
  while (info.output_scanline < info.output_height) {
    uint8_t* row = rgb + stride * info.output_scanline;
    JSAMPROW target = reader.inks.empty() ? row : reader.inks.data();
    jpeg_read_scanlines(&info, &target, 1);
    if (!reader.inks.empty()) inks_to_rgb(reader.inks.data(), row, static_cast<int>(info.output_width));
  }
  return true;
}

// What lies between the last row and the end marker tells whether the rows before were read right. An error there costs no pixel.
void finish(Reader& reader) {
  if (setjmp(reader.errors.jump) == 0) jpeg_finish_decompress(&reader.info);
}

}  // namespace

cv::Mat decode_jpeg(const uint8_t* bytes, size_t count, std::string& defect) {
  Reader reader;
  if (!start(reader, bytes, count)) reader.refuse();
  cv::Mat rgb = new_pixels(reader.info.output_width, reader.info.output_height);
  if (reader.info.out_color_space == JCS_CMYK) reader.inks.resize(size_t{4} * reader.info.output_width);
  if (!read_rows(reader, rgb.ptr(), rgb.step)) reader.refuse();
  finish(reader);
  defect = reader.errors.defect;
  return rgb;
}

}  // namespace dnb
