// Tests count the living tensors and images of the process: nothing may run beside them.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
