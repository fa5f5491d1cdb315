#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <vector>

#include "error.h"
#include "image.h"
#include "resample_kernels.h"

namespace {

constexpr double pi = 3.14159265358979323846;

// Keys (1981), "Cubic convolution interpolation for digital image processing", with a = -1/2.
double bicubic(double x) {
  constexpr double a = -0.5;
  x = std::abs(x);
  if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1;
  if (x < 2.0) return (((x - 5) * x + 8) * x - 4) * a;
  return 0.0;
}

double triangle(double x) {
  x = std::abs(x);
  return x < 1.0 ? 1.0 - x : 0.0;
}

double box(double x) { return x > -0.5 && x <= 0.5 ? 1.0 : 0.0; }

double sinc(double x) {
  if (x == 0.0) return 1.0;
  x *= pi;
  return std::sin(x) / x;
}

double lanczos3(double x) { return -3.0 <= x && x < 3.0 ? sinc(x) * sinc(x / 3) : 0.0; }

struct Filter {
  double (*weight)(double);
  double support;
};

Filter filter_of(int32_t filter) {
  switch (filter) {
    case DNB_LANCZOS: return {lanczos3, 3.0};
    case DNB_BILINEAR: return {triangle, 1.0};
    case DNB_BICUBIC: return {bicubic, 2.0};
    case DNB_BOX: return {box, 0.5};
    default: dnb::invalid_argument("unknown resampling filter " + std::to_string(filter));
  }
}

// When shrinking, the filter is stretched by the scale, so that every input sample counts (antialiasing). Weights
// are normalised in double and then rounded to 22 bits; both as Pillow does, for its pixels.
dnb::Windows make_windows(int input, int output, const Filter& filter) {
  const double scale = static_cast<double>(input) / output;
  const double stretch = std::max(scale, 1.0);
  const double support = filter.support * stretch;
  const double step = 1.0 / stretch;
  dnb::Windows windows;
  windows.capacity = static_cast<int>(std::ceil(support)) * 2 + 1;
  windows.first.resize(static_cast<size_t>(output));
  windows.count.resize(static_cast<size_t>(output));
  windows.weights.resize(static_cast<size_t>(output) * windows.capacity);
  std::vector<double> weights(static_cast<size_t>(windows.capacity));
  for (int position = 0; position < output; ++position) {
    const double center = (position + 0.5) * scale;
    const int first = std::max(static_cast<int>(center - support + 0.5), 0);
    const int count = std::min(static_cast<int>(center + support + 0.5), input) - first;
    double sum = 0.0;
    for (int i = 0; i < count; ++i) {
      weights[i] = filter.weight((i + first - center + 0.5) * step);
      sum += weights[i];
    }
    int32_t* fixed = windows.weights.data() + static_cast<size_t>(position) * windows.capacity;
    for (int i = 0; i < count; ++i) {
      const double weight = (sum != 0.0 ? weights[i] / sum : weights[i]) * (1 << dnb::weight_fraction_bits);
      fixed[i] = static_cast<int32_t>(weight < 0 ? weight - 0.5 : weight + 0.5);
    }
    windows.first[position] = first;
    windows.count[position] = count;
  }
  return windows;
}

// Input positions under the centres of the output pixels. Steps are added up, as Pillow adds them, because the sum's
// rounding decides on the pixel where a centre falls on an edge.
std::vector<int> nearest_positions(int input, int output) {
  const double step = static_cast<double>(input) / output;
  std::vector<int> positions(static_cast<size_t>(output));
  double center = step * 0.5;
  for (int& position : positions) {
    position = std::clamp(static_cast<int>(center), 0, input - 1);
    center += step;
  }
  return positions;
}

cv::Mat resize_nearest(const cv::Mat& source, int width, int height) {
  cv::Mat target = dnb::new_pixels(width, height);
  const auto columns = nearest_positions(source.cols, width);
  const auto rows = nearest_positions(source.rows, height);
  for (int y = 0; y < height; ++y) {
    const auto* from = source.ptr<cv::Vec3b>(rows[y]);
    auto* to = target.ptr<cv::Vec3b>(y);
    for (int x = 0; x < width; ++x) to[x] = from[columns[x]];
  }
  return target;
}

cv::Mat resample_rows(const cv::Mat& source, int width, int first_row, int row_count, const Filter& filter) {
  const dnb::Windows windows = make_windows(source.cols, width, filter);
  cv::Mat target = dnb::new_pixels(width, row_count);
  const uint8_t* from = source.ptr(first_row);
  const uint8_t* end = source.ptr() + source.total() * 3;
  dnb::resample_along_rows(from, int64_t{3} * source.cols, end - from, windows, row_count, width, target.ptr());
  return target;
}

cv::Mat resample_columns(const cv::Mat& source, const dnb::Windows& windows, int first_row, int height) {
  cv::Mat target = dnb::new_pixels(source.cols, height);
  const int64_t row_bytes = int64_t{3} * source.cols;
  for (int y = 0; y < height; ++y) {
    dnb::resample_along_columns(source.ptr(windows.first[y] - first_row), windows.weights_of(y), windows.count[y],
                                row_bytes, target.ptr(y));
  }
  return target;
}

// Rows first, then columns, 8 bits between them; a direction whose size stays is left alone.
cv::Mat resize(const cv::Mat& source, int width, int height, int32_t filter_number) {
  if (width == source.cols && height == source.rows) return source.clone();
  if (filter_number == DNB_NEAREST) return resize_nearest(source, width, height);
  const Filter filter = filter_of(filter_number);
  if (height == source.rows) return resample_rows(source, width, 0, height, filter);
  const dnb::Windows windows = make_windows(source.rows, height, filter);
  if (width == source.cols) return resample_columns(source, windows, 0, height);
  // A vertical window reaches from the first row of the first position to the last row of the last.
  const int first_row = windows.first.front();
  const int end_row = windows.first.back() + windows.count.back();
  const cv::Mat rows = resample_rows(source, width, first_row, end_row - first_row, filter);
  return resample_columns(rows, windows, first_row, height);
}

}  // namespace

int dnb_image_resize(dnb_image image, int32_t width, int32_t height, int32_t filter, dnb_image* result) {
  return dnb::guarded([&] {
    dnb::require(image != nullptr, "no image given");
    dnb::require(filter >= DNB_NEAREST && filter <= DNB_BOX, "unknown resampling filter");
    dnb::require(width > 0 && height > 0 && height <= dnb::max_pixel_count / width,
                 "an image has from 1 to 178956970 pixels");
    *result = new dnb_image_s(resize(image->rgb, width, height, filter));
  });
}
