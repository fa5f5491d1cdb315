using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static DnnBrain.Torch.OperatorArgument;

namespace DnnBrain.Torch.Interop;

/// <summary>
/// The arguments of one operator call, laid out as the native side reads them. Everything lies on the stack; only
/// lists of more than <see cref="WordCapacity"/> elements in all rent memory. Tensors are held from the moment they
/// are added until <see cref="Dispose"/>, so that no other thread frees them during the call.
/// </summary>
internal unsafe ref struct OperatorCall
{
    private const int ArgumentCapacity = 24;
    private const int WordCapacity = 32;

    private Arguments _arguments;
    private Words _words;
    private Holds _holds;
    private int _argumentCount;
    private int _wordCount;
    private int _holdCount;
    private long[]? _moreWords;
    private List<TensorHandle>? _moreHolds;

    internal readonly int Count => _argumentCount;

    internal void Add(scoped in OperatorArgument argument)
    {
        if (_argumentCount == ArgumentCapacity)
            throw new ArgumentException($"An operator takes at most {ArgumentCapacity} arguments here.");
        ref NativeValue value = ref _arguments[_argumentCount];
        value = default;
        switch (argument.Kind)
        {
            case ArgumentKind.Tensor:
                value.Kind = NativeValueKind.Tensor;
                value.Pointer = Hold(Unsafe.As<torch.Tensor>(argument.Reference!));
                break;
            case ArgumentKind.Integer:
                value.Kind = NativeValueKind.Int;
                value.Integer = argument.Integer;
                break;
            case ArgumentKind.Real:
                value.Kind = NativeValueKind.Double;
                value.Real = argument.Real;
                break;
            case ArgumentKind.Truth:
                value.Kind = NativeValueKind.Bool;
                value.Integer = argument.Integer;
                break;
            case ArgumentKind.IntegerList:
                AddList(ref value, NativeValueKind.IntList, argument.Words);
                break;
            case ArgumentKind.RealList:
                AddList(ref value, NativeValueKind.DoubleList, argument.Words);
                break;
            case ArgumentKind.TensorList:
                AddTensors(ref value, argument.Tensors);
                break;
            case ArgumentKind.Text:
                AddText(ref value, Unsafe.As<string>(argument.Reference!));
                break;
            case ArgumentKind.Device:
                var device = Unsafe.As<torch.Device>(argument.Reference!);
                value.Kind = NativeValueKind.Device;
                value.Integer = (long)device.type;
                value.Length = device.index;
                break;
            default:
                value.Kind = NativeValueKind.None;
                break;
        }
        _argumentCount++;
    }

    /// <summary>Calls the operator; on return the results are the caller's to wrap or free.</summary>
    internal int Invoke(OperatorHandle target, NativeValue* results, int capacity)
    {
        nint function = target.Pointer;
        fixed (long* rented = _moreWords)
        fixed (long* inline = (Span<long>)_words)
        fixed (NativeValue* arguments = (Span<NativeValue>)_arguments)
        {
            // Lists were noted as offsets into the words, which may have moved since.
            long* words = rented == null ? inline : rented;
            for (int i = 0; i < _argumentCount; i++)
            {
                if (arguments[i].Kind is >= NativeValueKind.String and <= NativeValueKind.TensorList)
                    arguments[i].Pointer = (nint)(words + arguments[i].Integer);
            }
            int count;
            int status = NativeMethods.dnb_operator_call(function, arguments, _argumentCount, results, capacity, &count);
            if (status != 0)
                Status.Throw(status, target.Name);
            return count;
        }
    }

    public void Dispose()
    {
        for (int i = 0; i < _holdCount; i++)
            _holds[i].DangerousRelease();
        _holdCount = 0;
        if (_moreHolds is not null)
        {
            foreach (TensorHandle handle in _moreHolds)
                handle.DangerousRelease();
            _moreHolds = null;
        }
        if (_moreWords is not null)
        {
            ArrayPool<long>.Shared.Return(_moreWords);
            _moreWords = null;
        }
    }

    private nint Hold(torch.Tensor tensor)
    {
        TensorHandle handle = tensor.SafeHandle;
        bool held = false;
        handle.DangerousAddRef(ref held);
        if (_holdCount < ArgumentCapacity)
            _holds[_holdCount++] = handle;
        else
            (_moreHolds ??= []).Add(handle);
        return handle.DangerousGetHandle();
    }

    private void AddList(ref NativeValue value, NativeValueKind kind, ReadOnlySpan<long> words)
    {
        Span<long> target = Reserve(words.Length, out int offset);
        words.CopyTo(target);
        value.Kind = kind;
        value.Length = words.Length;
        value.Integer = offset;
    }

    private void AddTensors(ref NativeValue value, ReadOnlySpan<torch.Tensor> tensors)
    {
        Span<long> target = Reserve(tensors.Length, out int offset);
        for (int i = 0; i < tensors.Length; i++)
            target[i] = tensors[i] is { } tensor ? Hold(tensor) : 0;
        value.Kind = NativeValueKind.TensorList;
        value.Length = tensors.Length;
        value.Integer = offset;
    }

    private void AddText(ref NativeValue value, string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        Span<long> target = Reserve((length + sizeof(long) - 1) / sizeof(long), out int offset);
        Encoding.UTF8.GetBytes(text, MemoryMarshal.AsBytes(target));
        value.Kind = NativeValueKind.String;
        value.Length = length;
        value.Integer = offset;
    }

    private Span<long> Reserve(int count, out int offset)
    {
        offset = _wordCount;
        int needed = checked(_wordCount + count);
        if (needed > (_moreWords?.Length ?? WordCapacity))
            Grow(needed);
        _wordCount = needed;
        // The span is used up before this structure could move; it never outlives the call that asked for it.
        Span<long> all = _moreWords is null
            ? MemoryMarshal.CreateSpan(ref Unsafe.As<Words, long>(ref Unsafe.AsRef(in _words)), WordCapacity)
            : _moreWords;
        return all.Slice(offset, count);
    }

    private void Grow(int needed)
    {
        long[] larger = ArrayPool<long>.Shared.Rent(Math.Max(needed, 2 * WordCapacity));
        ReadOnlySpan<long> old = _moreWords is null ? (ReadOnlySpan<long>)_words : _moreWords;
        old[.._wordCount].CopyTo(larger);
        if (_moreWords is not null)
            ArrayPool<long>.Shared.Return(_moreWords);
        _moreWords = larger;
    }

    [InlineArray(ArgumentCapacity)]
    private struct Arguments
    {
        private NativeValue _first;
    }

    [InlineArray(WordCapacity)]
    private struct Words
    {
        private long _first;
    }

    [InlineArray(ArgumentCapacity)]
    private struct Holds
    {
        private TensorHandle _first;
    }
}
