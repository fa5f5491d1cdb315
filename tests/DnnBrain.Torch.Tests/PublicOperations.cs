using System.Reflection;
using System.Reflection.Emit;
using static DnnBrain.Torch.torch;

namespace DnnBrain.Torch.Tests;

/// <summary>
/// Every public method, property and operator of <see cref="torch"/>, callable with arguments made up for its parameter
/// types. Spans cannot be passed by reflection, so each call is emitted.
/// </summary>
internal static class PublicOperations
{
    private static readonly Type[] s_types =
    [
        typeof(torch), typeof(Tensor), typeof(cuda), typeof(linalg), typeof(nn.functional), typeof(nn.init), typeof(autograd), typeof(ops),
    ];

    private static readonly Dictionary<Type, MethodInfo> s_arguments = typeof(MadeUpArguments)
        .GetMethods(BindingFlags.Static | BindingFlags.Public)
        .ToDictionary(method => method.ReturnType);

    public static IEnumerable<MethodInfo> All =>
        from type in s_types
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        select method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(float)) : method;

    /// <summary>A delegate that makes up the arguments, calls the method and hands out what it returned, if it can be boxed.</summary>
    public static Func<object?> Emit(MethodInfo method)
    {
        var call = new DynamicMethod(method.Name, typeof(object), null, typeof(PublicOperations).Module, skipVisibility: true);
        ILGenerator il = call.GetILGenerator();
        if (!method.IsStatic)
            il.Emit(OpCodes.Call, ArgumentOf(method.DeclaringType!));
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            if (parameter.DefaultValue is string text)
                il.Emit(OpCodes.Ldstr, text);
            else
                il.Emit(OpCodes.Call, ArgumentOf(parameter.ParameterType));
        }
        il.Emit(OpCodes.Call, method);
        if (method.ReturnType == typeof(void))
        {
            il.Emit(OpCodes.Ldnull);
        }
        else if (method.ReturnType.IsByRefLike)
        {
            il.Emit(OpCodes.Pop);
            il.Emit(OpCodes.Ldnull);
        }
        else if (method.ReturnType.IsValueType)
        {
            il.Emit(OpCodes.Box, method.ReturnType);
        }
        il.Emit(OpCodes.Ret);
        return call.CreateDelegate<Func<object?>>();
    }

    /// <summary>Disposes whatever of a result can be disposed.</summary>
    public static void Dispose(object? result)
    {
        switch (result)
        {
            case IDisposable one:
                one.Dispose();
                break;
            case object?[] many:
                Array.ForEach(many, Dispose);
                break;
            case System.Runtime.CompilerServices.ITuple tuple:
                for (int i = 0; i < tuple.Length; i++)
                    Dispose(tuple[i]);
                break;
        }
    }

    private static MethodInfo ArgumentOf(Type type)
        => s_arguments.TryGetValue(type, out MethodInfo? argument)
            ? argument
            : throw new NotSupportedException($"{nameof(MadeUpArguments)} has no {type}.");
}
