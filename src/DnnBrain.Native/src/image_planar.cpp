#include "image_planar.h"

#include <utility>

#include "error.h"
#include "image.h"
#include "target_clones.h"

namespace {

// A channel has 256 levels: each is normalised once, and a pixel is a look-up.
DNB_TARGET_CLONES
void look_up(const uint8_t* rgb, size_t count, const float* red, const float* green, const float* blue, float* planes,
             size_t plane) {
  for (size_t i = 0; i < count; ++i) {
    planes[i] = red[rgb[3 * i]];
    planes[plane + i] = green[rgb[3 * i + 1]];
    planes[2 * plane + i] = blue[rgb[3 * i + 2]];
  }
}

}  // namespace

DNB_TARGET_CLONES
void dnb::swap_red_and_blue(uint8_t* pixels, size_t count) {
  for (size_t i = 0; i < count; ++i) std::swap(pixels[3 * i], pixels[3 * i + 2]);
}

int dnb_image_to_planar(dnb_image image, const float* mean, const float* deviation, float* destination,
                        int64_t destination_count) {
  return dnb::guarded([&] {
    dnb::require(image != nullptr && mean != nullptr && deviation != nullptr, "no image, mean or deviation given");
    const size_t plane = image->rgb.total();
    if (destination == nullptr || destination_count != static_cast<int64_t>(3 * plane)) {
      dnb::invalid_argument("three planes of " + std::to_string(image->height()) + " x " +
                            std::to_string(image->width()) + " need " + std::to_string(3 * plane) + " floats, not " +
                            std::to_string(destination_count));
    }
    float values[3][256];
    for (int channel = 0; channel < 3; ++channel) {
      dnb::require(deviation[channel] != 0.0F, "a deviation is zero");
      // In float, in torchvision's order: ToTensor divides by 255, Normalize subtracts and divides.
      for (int level = 0; level < 256; ++level) {
        values[channel][level] = (static_cast<float>(level) / 255.0F - mean[channel]) / deviation[channel];
      }
    }
    look_up(image->row(0), plane, values[0], values[1], values[2], destination, plane);
  });
}
