using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

/// <summary>
/// Tensors, operators and autograd of LibTorch, under the names of TorchSharp and PyTorch. For
/// <c>using static DnnBrain.Torch.torch;</c>.
/// </summary>
public static partial class torch
{
    /// <summary>Version of the LibTorch in use.</summary>
    public static unsafe string version => Status.Text(NativeMethods.dnb_torch_version());

    /// <summary>Tensors alive in the process: made and neither disposed nor collected.</summary>
    public static long live_tensor_count => NativeMethods.dnb_tensor_live_count();

    /// <summary>Seeds the random numbers of all devices.</summary>
    /// <param name="seed">Same seed, same numbers, for one version of LibTorch on one machine.</param>
    public static void manual_seed(long seed) => Status.Check(NativeMethods.dnb_manual_seed(seed));

    /// <summary>Threads one operator may use. A thread takes the count over when it runs its first operator.</summary>
    /// <param name="count">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public static void set_num_threads(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Status.Check(NativeMethods.dnb_set_num_threads(count));
    }

    /// <summary>Threads one operator may use.</summary>
    public static int get_num_threads() => NativeMethods.dnb_get_num_threads();

    /// <summary>
    /// Holds products and decompositions to one thread a call until the guard is disposed, in the whole process: for callers that are several threads
    /// themselves. Guards may overlap.
    /// </summary>
    public static OneThreadGuard one_thread_a_call() => new();

    /// <summary>Stops recording for gradients on this thread until the guard is disposed.</summary>
    public static GradGuard no_grad() => new(false);

    /// <summary>Records for gradients on this thread, inside a <see cref="no_grad"/>, until the guard is disposed.</summary>
    public static GradGuard enable_grad() => new(true);

    /// <summary>Whether this thread records for gradients.</summary>
    public static bool is_grad_enabled() => NativeMethods.dnb_grad_mode_get() != 0;

    /// <summary>
    /// As <see cref="no_grad"/>, and tensors made inside can never take part in a gradient: an operator costs a little
    /// less. Guards are disposed on their thread, the last first.
    /// </summary>
    public static InferenceGuard inference_mode() => new();

    /// <summary>CUDA as LibTorch sees it.</summary>
    public static class cuda
    {
        /// <summary>Whether LibTorch was built with CUDA and finds a device.</summary>
        public static bool is_available() => NativeMethods.dnb_cuda_device_count() > 0;

        /// <summary>Number of CUDA devices; 0 without CUDA.</summary>
        public static int device_count() => NativeMethods.dnb_cuda_device_count();
    }
}
