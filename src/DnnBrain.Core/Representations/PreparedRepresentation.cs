namespace DnnBrain.Representations;

/// <summary>A representation as a method compares it.</summary>
internal abstract record PreparedRepresentation
{
    /// <summary>Bytes that it takes.</summary>
    public abstract long Bytes { get; }
}
