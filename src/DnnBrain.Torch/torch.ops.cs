using System.Collections.Concurrent;
using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    /// <summary>
    /// Any ATen operator by name. For a call that is made often, keep an <see cref="OperatorHandle"/>: it neither looks
    /// the name up nor boxes its arguments.
    /// </summary>
    public static class ops
    {
        private static readonly ConcurrentDictionary<string, OperatorHandle> s_found = new();

        /// <summary>The handle of an operator; the same object for the same name.</summary>
        /// <param name="name">Name and, after a dot, the overload: <c>aten::add.Tensor</c>, <c>aten::conv2d</c>.</param>
        /// <exception cref="TorchException">LibTorch has no such operator; the message lists the overloads there are.</exception>
        public static OperatorHandle find(string name)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            if (s_found.TryGetValue(name, out OperatorHandle? known))
                return known;
            int dot = name.IndexOf('.', StringComparison.Ordinal);
            OperatorHandle handle = dot < 0 ? new(name) : new(name[..dot], name[(dot + 1)..]);
            // Looked up before it is remembered: a name that does not exist leaves nothing behind.
            _ = handle.Pointer;
            return s_found.GetOrAdd(name, handle);
        }

        /// <summary>Calls an operator that returns one tensor.</summary>
        /// <param name="name">Name and, after a dot, the overload.</param>
        /// <param name="args">
        /// Null, tensors, numbers, bool, string, ScalarType, Device, and lists of integers, reals or tensors; those left
        /// out at the end take the schema's defaults.
        /// </param>
        /// <exception cref="TorchException">The operator refused; the message names it and its arguments' shapes.</exception>
        /// <exception cref="ArgumentException">An argument is of a type no operator takes.</exception>
        public static Tensor call(string name, params scoped ReadOnlySpan<object?> args)
        {
            OperatorHandle handle = find(name);
            var call = new OperatorCall();
            try
            {
                AddAll(ref call, args);
                return handle.One(ref call);
            }
            finally
            {
                call.Dispose();
            }
        }

        /// <summary>Calls an operator and hands out all its results: tensors, arrays of tensors, numbers or null.</summary>
        /// <param name="name">Name and, after a dot, the overload.</param>
        /// <param name="args">As for <see cref="call"/>.</param>
        /// <exception cref="TorchException">The operator refused; the message names it and its arguments' shapes.</exception>
        /// <exception cref="ArgumentException">An argument is of a type no operator takes.</exception>
        public static object?[] call_all(string name, params scoped ReadOnlySpan<object?> args)
        {
            OperatorHandle handle = find(name);
            var call = new OperatorCall();
            try
            {
                AddAll(ref call, args);
                return handle.All(ref call);
            }
            finally
            {
                call.Dispose();
            }
        }

        private static void AddAll(ref OperatorCall call, scoped ReadOnlySpan<object?> args)
        {
            foreach (object? argument in args)
                Add(ref call, argument);
        }

        private static void Add(ref OperatorCall call, object? argument)
        {
            switch (argument)
            {
                case null: call.Add(OperatorArgument.None); break;
                case Tensor value: call.Add(value); break;
                case long value: call.Add(value); break;
                case int value: call.Add(value); break;
                case double value: call.Add(value); break;
                case float value: call.Add((double)value); break;
                case bool value: call.Add(value); break;
                case Scalar value: call.Add(value); break;
                case string value: call.Add(value); break;
                case ScalarType value: call.Add(value); break;
                case Device value: call.Add(value); break;
                case long[] value: call.Add(value); break;
                case int[] value: call.Add(Array.ConvertAll(value, Convert.ToInt64)); break;
                case double[] value: call.Add(value); break;
                case float[] value: call.Add(Array.ConvertAll(value, Convert.ToDouble)); break;
                case Tensor[] value: call.Add(value); break;
                default: throw new ArgumentException($"No operator takes a {argument.GetType()}.", nameof(argument));
            }
        }
    }
}
