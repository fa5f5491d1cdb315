namespace DnnBrain.Architecture.Sample.Seen;

internal class Base;

internal sealed class Field;

internal sealed class Argument;

internal sealed class Created;

internal sealed class Caught : Exception;

internal sealed class GenericArgument;

[AttributeUsage(AttributeTargets.Method)]
internal sealed class MarkAttribute : Attribute;
