namespace DnnBrain.Encoding;

/// <summary>The recipe of an encoding model.</summary>
public sealed record EncodingOptions
{
    /// <summary>The default grid: 0.01 to 1e8 in steps of half a power of ten, 21 values.</summary>
    /// <remarks>
    /// α is compared with the eigenvalues of the centred X·X', whose mean is about the sum of the units' variances. That is
    /// near 1 for a few units and near 1e7 for a convolutional layer of some hundred thousand.
    /// </remarks>
    public static IReadOnlyList<double> DefaultAlpha { get; } =
        Array.AsReadOnly(Enumerable.Range(-4, 21).Select(halfDecade => Math.Pow(10, halfDecade / 2.0)).ToArray());

    /// <summary>The method.</summary>
    public EncodingMethod Method { get; init; } = EncodingMethod.Ridge;

    /// <summary>The penalties to choose from, each above 0; a single one is taken as it is. Ridge only.</summary>
    public IReadOnlyList<double> Alpha { get; init; } = DefaultAlpha;

    /// <summary>Chooses one penalty for all voxels, the one that is best on average, instead of one a voxel. Ridge only.</summary>
    public bool SharedAlpha { get; init; }

    /// <summary>The number of folds that the training stimuli are cut into to choose the penalty. Ridge only.</summary>
    public int InnerFoldCount { get; init; } = 5;

    /// <summary>
    /// Divides every unit by its standard deviation (ddof 0) over the training stimuli, so that all units are penalised alike.
    /// Units that do not vary there are left out.
    /// </summary>
    public bool Standardize { get; init; }

    /// <summary>Whether a penalty has to be chosen.</summary>
    internal bool ChoosesAlpha => Method == EncodingMethod.Ridge && Alpha.Count > 1;

    /// <summary>Checks the values.</summary>
    /// <exception cref="DnnBrainException">A penalty is not a finite number above 0 or there is none (<c>AlphaInvalid</c>).</exception>
    internal void Validate()
    {
        if (Method == EncodingMethod.Ridge && (Alpha.Count == 0 || Alpha.Any(alpha => !(alpha > 0) || !double.IsFinite(alpha))))
        {
            throw new DnnBrainException(
                "AlphaInvalid",
                ErrorKind.InvalidArgument,
                $"Ridge needs at least one penalty, each a finite number above 0, not [{string.Join(", ", Alpha.Select(a => FormattableString.Invariant($"{a:G4}")))}]. For no penalty take the method Ols.",
                Alpha);
        }
    }

    /// <summary>The values that decide the numbers, for provenance.</summary>
    internal Dictionary<string, string> Describe()
    {
        var parameters = new Dictionary<string, string>
        {
            ["Method"] = Method.ToString(),
            ["Standardize"] = Standardize ? "true" : "false",
        };
        if (Method == EncodingMethod.Ridge)
        {
            parameters["Alpha"] = string.Join(' ', Alpha.Select(alpha => FormattableString.Invariant($"{alpha:G6}")));
        }

        if (ChoosesAlpha)
        {
            parameters["SharedAlpha"] = SharedAlpha ? "true" : "false";
            parameters["InnerFoldCount"] = FormattableString.Invariant($"{InnerFoldCount}");
        }

        return parameters;
    }
}
