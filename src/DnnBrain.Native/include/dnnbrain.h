/*
 * The C ABI between DnnBrain.Torch and LibTorch, and to the image codecs. It holds no science.
 *
 * Conventions
 *  - Every function that can fail returns a dnb_status. Nothing throws across this boundary.
 *  - After a status other than DNB_OK, dnb_last_error() gives the text, in UTF-8, of the calling thread's last failure.
 *  - A handle is owned by whoever received it and is given back once, with the matching _free function.
 *    Arguments are borrowed for the length of the call.
 *  - Any function may be called from any thread; one handle must not be freed while another thread uses it.
 */
#ifndef DNNBRAIN_H
#define DNNBRAIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef DNB_BUILDING
#define DNB_API __attribute__((visibility("default")))
#else
#define DNB_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Raised whenever a signature or a layout in this header changes; the managed side refuses any other number. */
#define DNB_ABI_VERSION 1

typedef enum dnb_status {
  DNB_OK = 0,
  DNB_ERROR = 1,            /* LibTorch or an operator refused */
  DNB_INVALID_ARGUMENT = 2, /* the call itself is wrong */
  DNB_OUT_OF_MEMORY = 3,
  DNB_NOT_FOUND = 4,        /* no such operator */
  DNB_IMAGE_INVALID = 5     /* the bytes are no image, or not one that can be read */
} dnb_status;

typedef struct dnb_tensor_s *dnb_tensor;
typedef struct dnb_operator_s *dnb_operator;
typedef struct dnb_image_s *dnb_image;

/* ---- errors and the library itself -------------------------------------------------------------------------- */

/* Text of the calling thread's last failure; valid until that thread's next failure. Never null. */
DNB_API const char *dnb_last_error(void);
DNB_API int32_t dnb_abi_version(void);
/* Version of LibTorch this library was built with. */
DNB_API const char *dnb_torch_version(void);
DNB_API int32_t dnb_cuda_device_count(void);
DNB_API int dnb_manual_seed(int64_t seed);
/* Threads one operator may use. The count is taken by each calling thread when it runs its first operator. */
DNB_API int dnb_set_num_threads(int32_t count);
DNB_API int32_t dnb_get_num_threads(void);
/* Gives back memory that a function below handed out. */
DNB_API void dnb_memory_free(void *memory);

/* ---- tensors -------------------------------------------------------------------------------------------------- */

/* dtype numbers are c10::ScalarType's, device types c10::DeviceType's (0 cpu, 1 cuda); device index -1 is "current". */
typedef struct dnb_tensor_info {
  int64_t element_count;
  int32_t dimension_count;
  int32_t dtype;
  int32_t element_size; /* bytes */
  int32_t device_type;
  int32_t device_index;
  int32_t is_contiguous;
  int32_t requires_grad;
  int32_t is_leaf;
} dnb_tensor_info;

/* Copies `byte_count` bytes of row-major values; byte_count must be exactly what sizes and dtype ask for. */
DNB_API int dnb_tensor_from_memory(const void *data, int64_t byte_count, const int64_t *sizes, int32_t dimension_count,
                                   int32_t dtype, dnb_tensor *result);
/* Looks at the caller's memory without copying. `release(context)` is called once, on any thread, when the last tensor
   that shares the memory is gone; it is also called when this function fails. */
DNB_API int dnb_tensor_wrap_memory(void *data, int64_t byte_count, const int64_t *sizes, int32_t dimension_count,
                                   int32_t dtype, void (*release)(void *), void *context, dnb_tensor *result);
DNB_API int dnb_tensor_empty(const int64_t *sizes, int32_t dimension_count, int32_t dtype, int32_t device_type,
                             int32_t device_index, dnb_tensor *result);
DNB_API int dnb_tensor_get_info(dnb_tensor tensor, dnb_tensor_info *info);
/* Writes dimension_count numbers each; either pointer may be null. Strides count elements. */
DNB_API int dnb_tensor_get_layout(dnb_tensor tensor, int64_t *sizes, int64_t *strides);
DNB_API int dnb_tensor_data(dnb_tensor tensor, void **data);
DNB_API void dnb_tensor_free(dnb_tensor tensor);
/* Tensor handles given out and not yet freed. */
DNB_API int64_t dnb_tensor_live_count(void);

/* ---- operators ------------------------------------------------------------------------------------------------ */

typedef enum dnb_value_kind {
  DNB_NONE = 0,
  DNB_TENSOR = 1,
  DNB_INT = 2,
  DNB_DOUBLE = 3,
  DNB_BOOL = 4,
  DNB_STRING = 5,      /* `length` bytes of UTF-8 */
  DNB_INT_LIST = 6,    /* `length` int64_t */
  DNB_DOUBLE_LIST = 7, /* `length` double */
  DNB_BOOL_LIST = 8,   /* `length` int64_t, each 0 or 1 */
  DNB_TENSOR_LIST = 9, /* `length` dnb_tensor; null entries where the operator takes optional tensors */
  DNB_DEVICE = 10      /* `integer` is the device type, `length` the index */
} dnb_value_kind;

typedef struct dnb_value {
  int32_t kind;
  int32_t length;
  union {
    int64_t integer;
    double real;
    const void *pointer;
  };
} dnb_value;

/* Finds an ATen operator, such as "aten::add" with overload "Tensor" (no overload: ""). The handle stays valid for
   the life of the process and costs a lookup once; a missing overload's error lists those that exist. */
DNB_API int dnb_operator_find(const char *name, const char *overload, dnb_operator *result);
/* The operator's schema as LibTorch writes it; valid for the life of the process. */
DNB_API const char *dnb_operator_schema(dnb_operator op);
/* Calls the operator. Arguments left out at the end take the schema's defaults; integers become floats, and numbers
   become 0-dimensional tensors, where the schema asks for them. Results are tensors (new
   handles), numbers, or lists of tensors, whose pointer is to be given back with dnb_memory_free. */
DNB_API int dnb_operator_call(dnb_operator op, const dnb_value *arguments, int32_t argument_count, dnb_value *results,
                              int32_t result_capacity, int32_t *result_count);

/* ---- autograd ------------------------------------------------------------------------------------------------- */

DNB_API int dnb_tensor_set_requires_grad(dnb_tensor tensor, int32_t requires_grad);
/* *result is null where the tensor has no gradient. */
DNB_API int dnb_tensor_grad(dnb_tensor tensor, dnb_tensor *result);
/* `gradient` may be null for a tensor of one element. */
DNB_API int dnb_tensor_backward(dnb_tensor tensor, dnb_tensor gradient, int32_t retain_graph, int32_t create_graph);
/* Gradients of the sum of outputs with respect to the inputs, without touching anybody's .grad. `output_gradients`
   may be null. results[i] is null where allow_unused and inputs[i] does not take part. */
DNB_API int dnb_autograd_grad(const dnb_tensor *outputs, int32_t output_count, const dnb_tensor *inputs,
                              int32_t input_count, const dnb_tensor *output_gradients, int32_t retain_graph,
                              int32_t create_graph, int32_t allow_unused, dnb_tensor *results);
/* Gradient recording of the calling thread. */
DNB_API int32_t dnb_grad_mode_get(void);
DNB_API void dnb_grad_mode_set(int32_t enabled);
/* Inference mode of the calling thread; guards nest and end in the reverse order, on the thread that began them. */
DNB_API int dnb_inference_mode_begin(void **guard);
DNB_API void dnb_inference_mode_end(void *guard);

/* ---- images ---------------------------------------------------------------------------------------------------- */

typedef enum dnb_image_format {
  DNB_IMAGE_UNKNOWN = 0,
  DNB_IMAGE_JPEG = 1,
  DNB_IMAGE_PNG = 2,
  DNB_IMAGE_BMP = 3,
  DNB_IMAGE_TIFF = 4,
  DNB_IMAGE_WEBP = 5
} dnb_image_format;

typedef struct dnb_image_header {
  int64_t width;
  int64_t height;
  int32_t format;
  int32_t orientation; /* EXIF, 1..8; 1 where there is none */
} dnb_image_header;

/* Pillow's filters, in its numbering. */
typedef enum dnb_resampling {
  DNB_NEAREST = 0,
  DNB_LANCZOS = 1,
  DNB_BILINEAR = 2,
  DNB_BICUBIC = 3,
  DNB_BOX = 4
} dnb_resampling;

/* Reads size, format and orientation without decoding a pixel. */
DNB_API int dnb_image_identify(const uint8_t *bytes, int64_t byte_count, dnb_image_header *header);
/* Decodes to 8-bit RGB: grey is replicated, alpha dropped, 16 bit cut to its high byte, CMYK converted. */
DNB_API int dnb_image_decode(const uint8_t *bytes, int64_t byte_count, int32_t apply_orientation, dnb_image *result);
/* An image of copies of width * height * 3 bytes, rows from the top, R G B. */
DNB_API int dnb_image_from_pixels(const uint8_t *pixels, int64_t byte_count, int32_t width, int32_t height,
                                  dnb_image *result);
DNB_API int dnb_image_size(dnb_image image, int32_t *width, int32_t *height);
/* width * height * 3 bytes that live as long as the image. */
DNB_API int dnb_image_pixels(dnb_image image, const uint8_t **pixels);
/* What the codec had to guess at, after which pixels may be wrong; empty where nothing. Lives as long as the image. */
DNB_API int dnb_image_defect(dnb_image image, const char **text);
/* *png is to be given back with dnb_memory_free. */
DNB_API int dnb_image_encode_png(dnb_image image, uint8_t **png, int64_t *byte_count);
/* The pixels Pillow's Image.resize gives for an RGB image. */
DNB_API int dnb_image_resize(dnb_image image, int32_t width, int32_t height, int32_t filter, dnb_image *result);
DNB_API int dnb_image_crop(dnb_image image, int32_t left, int32_t top, int32_t width, int32_t height,
                           dnb_image *result);
/* plane c of destination (3 * height * width floats) = (pixel / 255 - mean[c]) / deviation[c]. */
DNB_API int dnb_image_to_planar(dnb_image image, const float *mean, const float *deviation, float *destination,
                                int64_t destination_count);
DNB_API void dnb_image_free(dnb_image image);
DNB_API int64_t dnb_image_live_count(void);

#ifdef __cplusplus
}
#endif

#endif
