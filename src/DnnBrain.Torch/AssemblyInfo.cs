// Every signature to the native library is blittable: no marshalling stub stands between a call and LibTorch.
[assembly: System.Runtime.CompilerServices.DisableRuntimeMarshalling]
