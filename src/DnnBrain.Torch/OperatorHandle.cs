using System.Runtime.CompilerServices;
using System.Text;
using DnnBrain.Torch.Interop;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Torch;

/// <summary>
/// One ATen operator. LibTorch is asked for it at the first call; every later call goes straight to its dispatcher.
/// Keep handles in static fields.
/// </summary>
/// <example><code>
/// static readonly OperatorHandle s_cumsum = new("aten::cumsum");
/// using Tensor running = s_cumsum.Call(x, 0);
/// </code></example>
public sealed unsafe class OperatorHandle
{
    private const int ResultCapacity = 8;

    private nint _pointer;

    /// <summary>Names an operator; nothing is looked up yet.</summary>
    /// <param name="name">Its name with namespace, such as <c>aten::add</c>.</param>
    /// <param name="overload">The overload, such as <c>Tensor</c>; empty for an operator without overloads.</param>
    public OperatorHandle(string name, string overload = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(overload);
        BaseName = name;
        Overload = overload;
        Name = overload.Length == 0 ? name : $"{name}.{overload}";
    }

    /// <summary>Name and overload: <c>aten::add.Tensor</c>.</summary>
    public string Name { get; }

    /// <summary>The overload, empty where the operator has none.</summary>
    public string Overload { get; }

    /// <summary>The operator's schema as LibTorch writes it, with all parameters, defaults and results.</summary>
    /// <exception cref="TorchException">LibTorch has no such operator.</exception>
    public string Schema => Status.Text(NativeMethods.dnb_operator_schema(Pointer));

    internal string BaseName { get; }

    internal nint Pointer => _pointer != 0 ? _pointer : Find();

    /// <summary>Calls an operator that returns one tensor. Arguments left out at the end take the schema's defaults.</summary>
    /// <exception cref="TorchException">The operator refused, or does not return one tensor.</exception>
    /// <exception cref="ObjectDisposedException">A tensor among the arguments is disposed.</exception>
    public Tensor Call(
        scoped in OperatorArgument a0 = default, scoped in OperatorArgument a1 = default,
        scoped in OperatorArgument a2 = default, scoped in OperatorArgument a3 = default,
        scoped in OperatorArgument a4 = default, scoped in OperatorArgument a5 = default,
        scoped in OperatorArgument a6 = default, scoped in OperatorArgument a7 = default,
        scoped in OperatorArgument a8 = default)
    {
        using var call = new OperatorCall();
        Add(ref Unsafe.AsRef(in call), a0, a1, a2, a3, a4, a5, a6, a7, a8);
        return One(ref Unsafe.AsRef(in call));
    }

    /// <summary>Calls an operator and hands out all its results: tensors, arrays of tensors, numbers or null.</summary>
    /// <exception cref="TorchException">The operator refused.</exception>
    /// <exception cref="ObjectDisposedException">A tensor among the arguments is disposed.</exception>
    public object?[] CallAll(
        scoped in OperatorArgument a0 = default, scoped in OperatorArgument a1 = default,
        scoped in OperatorArgument a2 = default, scoped in OperatorArgument a3 = default,
        scoped in OperatorArgument a4 = default, scoped in OperatorArgument a5 = default,
        scoped in OperatorArgument a6 = default, scoped in OperatorArgument a7 = default,
        scoped in OperatorArgument a8 = default)
    {
        using var call = new OperatorCall();
        Add(ref Unsafe.AsRef(in call), a0, a1, a2, a3, a4, a5, a6, a7, a8);
        return All(ref Unsafe.AsRef(in call));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Calls an operator that writes into its first argument and returns that argument.</summary>
    internal Tensor CallInPlace(
        Tensor self, scoped in OperatorArgument a1 = default, scoped in OperatorArgument a2 = default,
        scoped in OperatorArgument a3 = default, scoped in OperatorArgument a4 = default)
    {
        using var call = new OperatorCall();
        Add(ref Unsafe.AsRef(in call), self, a1, a2, a3, a4, default, default, default, default);
        NativeValue* results = stackalloc NativeValue[ResultCapacity];
        int count = Unsafe.AsRef(in call).Invoke(this, results, ResultCapacity);
        Free(results, count);
        return self;
    }

    /// <summary>Calls an operator whose first results are two tensors.</summary>
    internal (Tensor First, Tensor Second) CallPair(
        scoped in OperatorArgument a0, scoped in OperatorArgument a1 = default, scoped in OperatorArgument a2 = default,
        scoped in OperatorArgument a3 = default, scoped in OperatorArgument a4 = default)
    {
        object?[] results = CallAll(a0, a1, a2, a3, a4);
        return ((Tensor)results[0]!, (Tensor)results[1]!);
    }

    internal Tensor One(ref OperatorCall call)
    {
        NativeValue* results = stackalloc NativeValue[ResultCapacity];
        int count = call.Invoke(this, results, ResultCapacity);
        if (count == 1 && results[0].Kind == NativeValueKind.Tensor)
            return new Tensor(results[0].Pointer);
        Free(results, count);
        throw new TorchException($"{Name} does not return one tensor; its schema is {Schema}", Name);
    }

    internal object?[] All(ref OperatorCall call)
    {
        NativeValue* results = stackalloc NativeValue[ResultCapacity];
        int count = call.Invoke(this, results, ResultCapacity);
        var values = new object?[count];
        for (int i = 0; i < count; i++)
            values[i] = ToObject(results[i]);
        return values;
    }

    private static void Add(
        ref OperatorCall call, scoped in OperatorArgument a0, scoped in OperatorArgument a1,
        scoped in OperatorArgument a2, scoped in OperatorArgument a3, scoped in OperatorArgument a4,
        scoped in OperatorArgument a5, scoped in OperatorArgument a6, scoped in OperatorArgument a7,
        scoped in OperatorArgument a8)
    {
        const OperatorArgument.ArgumentKind omitted = OperatorArgument.ArgumentKind.Omitted;
        if (a0.Kind == omitted) return;
        call.Add(a0);
        if (a1.Kind == omitted) return;
        call.Add(a1);
        if (a2.Kind == omitted) return;
        call.Add(a2);
        if (a3.Kind == omitted) return;
        call.Add(a3);
        if (a4.Kind == omitted) return;
        call.Add(a4);
        if (a5.Kind == omitted) return;
        call.Add(a5);
        if (a6.Kind == omitted) return;
        call.Add(a6);
        if (a7.Kind == omitted) return;
        call.Add(a7);
        if (a8.Kind == omitted) return;
        call.Add(a8);
    }

    private static object? ToObject(in NativeValue value)
    {
        switch (value.Kind)
        {
            case NativeValueKind.Tensor:
                return new Tensor(value.Pointer);
            case NativeValueKind.Int:
                return value.Integer;
            case NativeValueKind.Double:
                return value.Real;
            case NativeValueKind.Bool:
                return value.Integer != 0;
            case NativeValueKind.TensorList:
                var handles = new ReadOnlySpan<nint>((void*)value.Pointer, value.Length);
                var tensors = new Tensor[handles.Length];
                for (int i = 0; i < tensors.Length; i++)
                    tensors[i] = new Tensor(handles[i]);
                NativeMethods.dnb_memory_free(value.Pointer);
                return tensors;
            default:
                return null;
        }
    }

    private static void Free(NativeValue* results, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (results[i].Kind == NativeValueKind.Tensor)
            {
                NativeMethods.dnb_tensor_free(results[i].Pointer);
            }
            else if (results[i].Kind == NativeValueKind.TensorList)
            {
                foreach (nint handle in new ReadOnlySpan<nint>((void*)results[i].Pointer, results[i].Length))
                    NativeMethods.dnb_tensor_free(handle);
                NativeMethods.dnb_memory_free(results[i].Pointer);
            }
        }
    }

    private nint Find()
    {
        nint found;
        fixed (byte* name = Encoding.UTF8.GetBytes(BaseName + '\0'))
        fixed (byte* overload = Encoding.UTF8.GetBytes(Overload + '\0'))
        {
            int status = NativeMethods.dnb_operator_find(name, overload, &found);
            if (status != 0)
                Status.Throw(status, Name);
        }
        // Two threads may both look it up; the native side gives them the same handle.
        _pointer = found;
        return found;
    }
}
