namespace DnnBrain.Rsa.Comparison;

/// <summary>Why an RDM cannot be compared.</summary>
internal static class RdmProblem
{
    /// <summary>The problem, or null where there is none.</summary>
    /// <param name="rdm">The RDM, for the message.</param>
    /// <param name="values">Those of its dissimilarities that are to be compared.</param>
    public static DnnBrainException? Find(Rdm rdm, ReadOnlySpan<double> values)
    {
        double smallest = double.PositiveInfinity;
        double largest = double.NegativeInfinity;
        int missing = 0;
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                missing++;
                continue;
            }

            smallest = Math.Min(smallest, value);
            largest = Math.Max(largest, value);
        }

        if (missing == values.Length)
        {
            return Problem("RdmEmpty", rdm, $"none of its {values.Length} pairs has a value");
        }

        if (!double.IsFinite(smallest) || !double.IsFinite(largest))
        {
            return Problem("RdmNotFinite", rdm, "it holds an infinite dissimilarity");
        }

        return smallest == largest
            ? Problem("RdmConstant", rdm, FormattableString.Invariant($"all {values.Length - missing} pairs have the dissimilarity {smallest:G4}, so it has no correlation with anything"))
            : null;
    }

    /// <summary>The problem of an RDM whose dissimilarities differ by rounding only.</summary>
    public static DnnBrainException Constant(Rdm rdm) =>
        Problem("RdmConstant", rdm, "its dissimilarities differ by rounding only, so it has no correlation with anything");

    private static DnnBrainException Problem(string errorId, Rdm rdm, string reason) =>
        new(errorId, ErrorKind.InvalidData, $"RDM '{rdm}' cannot be compared: {reason}.", rdm.Name);
}
