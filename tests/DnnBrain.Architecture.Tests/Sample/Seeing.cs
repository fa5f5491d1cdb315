using DnnBrain.Architecture.Sample.Seen;

namespace DnnBrain.Architecture.Sample.Seeing;

internal sealed class InBase : Base;

internal sealed class InField
{
    public Field? Value { get; init; }
}

internal sealed class InSignature
{
    public static bool IsNull(IReadOnlyList<Argument[]>? arguments) => arguments is null;
}

internal sealed class InBody
{
    public static int Run()
    {
        try
        {
            return new Created().GetHashCode() + Enumerable.Empty<object>().OfType<GenericArgument>().Count();
        }
        catch (Caught)
        {
            return 0;
        }
    }
}

internal sealed class InLambda
{
    public static Func<object> Maker { get; } = () => new Created();
}

internal sealed class InAttribute
{
    [Mark]
    public static int Run() => 1;
}
