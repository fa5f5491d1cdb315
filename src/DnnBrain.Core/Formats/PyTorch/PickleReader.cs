using System.Globalization;
using System.Numerics;

namespace DnnBrain.Formats.PyTorch;

/// <summary>
/// Reads the data of a Python pickle and runs none of its code. A pickle is a program for a stack machine; this machine knows
/// texts, numbers, lists, tuples, dictionaries, and the few calls of <see cref="PickleAllowList"/>. Anything else is refused.
/// </summary>
/// <param name="input">The bytes.</param>
/// <param name="file">The file's name for messages.</param>
/// <param name="findStorage">Answers persistent ids: how PyTorch refers to the numbers, which lie outside the pickle.</param>
/// <param name="isTorchScript">Whether the names of a TorchScript archive's own modules are allowed.</param>
internal sealed class PickleReader(PickleInput input, string file, Func<object?, PyTorchStorage> findStorage, bool isTorchScript = false)
{
    private static readonly object s_mark = new();

    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];

    /// <summary>Reads one pickle; the input stands behind it afterwards.</summary>
    /// <exception cref="InvalidFileContentException">The pickle is truncated or damaged.</exception>
    /// <exception cref="UnsupportedFileContentException">It calls something that no file of weights needs; nothing was run.</exception>
    public object? Read()
    {
        try
        {
            for (var code = (PickleOpcode)input.ReadByte(); code != PickleOpcode.Stop; code = (PickleOpcode)input.ReadByte())
            {
                if (!PushValue(code) && !UseMemo(code) && !Collect(code))
                {
                    Call(code);
                }
            }

            return Pop();
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidFileContentException(file, "the pickle is truncated.", e);
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException)
        {
            throw new InvalidFileContentException(file, $"the pickle is damaged: {e.Message}.", e);
        }
    }

    private bool PushValue(PickleOpcode code)
    {
        object? value;
        switch (code)
        {
            case PickleOpcode.None: value = null; break;
            case PickleOpcode.NewTrue: value = true; break;
            case PickleOpcode.NewFalse: value = false; break;
            case PickleOpcode.BinaryInteger: value = (long)input.ReadInt32(); break;
            case PickleOpcode.BinaryInteger1: value = (long)input.ReadByte(); break;
            case PickleOpcode.BinaryInteger2: value = (long)input.ReadUInt16(); break;
            case PickleOpcode.Long1: PushLong(input.ReadBytes(input.ReadByte())); return true;
            case PickleOpcode.Long4: PushLong(input.ReadBytes(input.ReadUInt32())); return true;
            case PickleOpcode.Integer: value = ParseInteger(input.ReadLine()); break;
            case PickleOpcode.Long: value = ParseInteger(input.ReadLine().TrimEnd('L')); break;
            case PickleOpcode.Float: value = double.Parse(input.ReadLine(), CultureInfo.InvariantCulture); break;
            case PickleOpcode.BinaryFloat: value = input.ReadDouble(); break;
            case PickleOpcode.String: value = input.ReadLine().Trim('\'', '"'); break;
            case PickleOpcode.Unicode: value = input.ReadLine(); break;
            case PickleOpcode.BinaryString or PickleOpcode.BinaryUnicode: value = input.ReadText(input.ReadUInt32()); break;
            case PickleOpcode.ShortBinaryString or PickleOpcode.ShortBinaryUnicode: value = input.ReadText(input.ReadByte()); break;
            case PickleOpcode.BinaryUnicode8: value = input.ReadText(input.ReadUInt64()); break;
            case PickleOpcode.BinaryBytes: value = input.ReadBytes(input.ReadUInt32()); break;
            case PickleOpcode.ShortBinaryBytes: value = input.ReadBytes(input.ReadByte()); break;
            case PickleOpcode.BinaryBytes8: value = input.ReadBytes(input.ReadUInt64()); break;
            case PickleOpcode.EmptyList or PickleOpcode.EmptySet: value = new List<object?>(); break;
            case PickleOpcode.EmptyTuple: value = Array.Empty<object?>(); break;
            case PickleOpcode.EmptyDictionary: value = new PickleDictionary(); break;
            case PickleOpcode.Mark: value = s_mark; break;
            default: return false;
        }

        _stack.Add(value);
        return true;
    }

    private bool UseMemo(PickleOpcode code)
    {
        switch (code)
        {
            case PickleOpcode.Put: _memo[ParseInteger(input.ReadLine())] = Peek(); break;
            case PickleOpcode.BinaryPut: _memo[input.ReadByte()] = Peek(); break;
            case PickleOpcode.LongBinaryPut: _memo[input.ReadUInt32()] = Peek(); break;
            case PickleOpcode.Memoize: _memo[_memo.Count] = Peek(); break;
            case PickleOpcode.Get: _stack.Add(Recall(ParseInteger(input.ReadLine()))); break;
            case PickleOpcode.BinaryGet: _stack.Add(Recall(input.ReadByte())); break;
            case PickleOpcode.LongBinaryGet: _stack.Add(Recall(input.ReadUInt32())); break;
            default: return false;
        }

        return true;
    }

    private bool Collect(PickleOpcode code)
    {
        switch (code)
        {
            case PickleOpcode.Protocol: input.ReadByte(); break;
            case PickleOpcode.Frame: input.ReadUInt64(); break;
            case PickleOpcode.Pop: Pop(); break;
            case PickleOpcode.PopMark: PopToMark(); break;
            case PickleOpcode.Duplicate: _stack.Add(Peek()); break;
            case PickleOpcode.Tuple: _stack.Add(PopToMark()); break;
            case PickleOpcode.Tuple1: _stack.Add(PopMany(1)); break;
            case PickleOpcode.Tuple2: _stack.Add(PopMany(2)); break;
            case PickleOpcode.Tuple3: _stack.Add(PopMany(3)); break;
            case PickleOpcode.List: _stack.Add(PopToMark().ToList()); break;
            case PickleOpcode.Append: Extend(PopMany(1)); break;
            case PickleOpcode.Appends or PickleOpcode.AddItems: Extend(PopToMark()); break;
            case PickleOpcode.Dictionary: _stack.Add(Fill(new PickleDictionary(), PopToMark())); break;
            case PickleOpcode.SetItem: Fill(PopMany(2)); break;
            case PickleOpcode.SetItems: Fill(PopToMark()); break;
            default: return false;
        }

        return true;
    }

    private void Call(PickleOpcode code)
    {
        switch (code)
        {
            case PickleOpcode.Global:
                _stack.Add(Allow(new PickleGlobal(input.ReadLine(), input.ReadLine())));
                break;
            case PickleOpcode.StackGlobal:
                object?[] names = PopMany(2);
                _stack.Add(Allow(new PickleGlobal((string)names[0]!, (string)names[1]!)));
                break;
            case PickleOpcode.Reduce or PickleOpcode.NewObject:
                object?[] call = PopMany(2);
                _stack.Add(call is [PickleGlobal function, object?[] arguments]
                    ? PickleAllowList.Call(function, arguments)
                    : throw new FormatException("something is called that is no function"));
                break;
            case PickleOpcode.Build:
                // The state of an object: modules of TorchScript have one, what is passed over, and the notes that PyTorch leaves on a
                // state dict.
                if (Pop() is PickleDictionary state && Peek() is PickleModule module)
                {
                    module.Attributes = state;
                }

                break;
            case PickleOpcode.BinaryPersistentId:
                _stack.Add(findStorage(Pop()));
                break;
            default:
                throw new FormatException($"0x{(byte)code:x2} is no instruction of a pickle that is read here");
        }
    }

    private PickleGlobal Allow(PickleGlobal global) => PickleAllowList.Allows(global, isTorchScript)
        ? global
        : throw new UnsupportedFileContentException(
            file,
            $"it refers to '{global}', which no file of weights needs. Nothing of it was run. Save the model's state_dict, not the model, and read that.");

    private void Extend(object?[] items)
    {
        if (Peek() is List<object?> list)
        {
            list.AddRange(items);
        }
        else if (Peek() is not PickleOpaque)
        {
            throw new FormatException("items are added to something that is no list");
        }
    }

    private void Fill(object?[] items)
    {
        if (Peek() is PickleDictionary dictionary)
        {
            Fill(dictionary, items);
        }
        else if (Peek() is not PickleOpaque)
        {
            throw new FormatException("items are set in something that is no dictionary");
        }
    }

    private static PickleDictionary Fill(PickleDictionary dictionary, object?[] items)
    {
        for (int i = 0; i + 1 < items.Length; i += 2)
        {
            dictionary.Set(items[i], items[i + 1]);
        }

        return dictionary;
    }

    private object? Peek() => _stack.Count > 0 ? _stack[^1] : throw new FormatException("its stack is empty");

    private object? Pop() => PopMany(1)[0];

    private object?[] PopMany(int count)
    {
        if (_stack.Count < count)
        {
            throw new FormatException("its stack is empty");
        }

        object?[] items = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);
        return items;
    }

    private object?[] PopToMark()
    {
        int mark = _stack.LastIndexOf(s_mark);
        object?[] items = mark >= 0 ? PopMany(_stack.Count - mark - 1) : throw new FormatException("a mark is missing");
        Pop();
        return items;
    }

    private object? Recall(long key) =>
        _memo.TryGetValue(key, out object? value) ? value : throw new FormatException($"nothing was kept under number {key}");

    private static long ParseInteger(string text) => text switch
    {
        "00" => 0,
        "01" => 1,
        _ => long.Parse(text, CultureInfo.InvariantCulture),
    };

    /// <summary>Little-endian two's complement. Only PyTorch's magic number, of 80 bits, does not fit a long.</summary>
    private void PushLong(byte[] bytes)
    {
        var value = new BigInteger(bytes);
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            _stack.Add((long)value);
        }
        else
        {
            _stack.Add(value);
        }
    }
}
