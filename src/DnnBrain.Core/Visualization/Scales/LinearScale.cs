namespace DnnBrain.Visualization.Scales;

/// <summary>Maps the numbers of a domain onto positions in the picture.</summary>
internal readonly record struct LinearScale(double DomainStart, double DomainEnd, double RangeStart, double RangeEnd)
{
    /// <summary>Points of the picture for one unit of the domain; negative where larger numbers lie higher.</summary>
    public double Factor => (RangeEnd - RangeStart) / (DomainEnd - DomainStart);

    /// <summary>The position of a number.</summary>
    public double this[double value] => RangeStart + ((value - DomainStart) * Factor);
}
