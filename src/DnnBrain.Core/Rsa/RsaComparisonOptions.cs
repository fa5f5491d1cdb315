using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa;

/// <summary>How RDMs are compared.</summary>
public sealed record RsaComparisonOptions : RsaSimilarityOptions
{
    /// <summary>How the mean over subjects is tested, by sign flips by default.</summary>
    public SubjectTest SubjectTest { get; init; } = SubjectTest.SignFlip;

    /// <summary>How bootstrap intervals are made.</summary>
    public IntervalMethod Interval { get; init; } = IntervalMethod.StudentT;

    private protected override IntervalMethod IntervalMethod => Interval;

    /// <summary>Throws where options do not go together.</summary>
    /// <exception cref="DnnBrainException">
    /// Nuisances with a method that knows none (<c>NuisanceNotSupported</c>), semipartial without any (<c>NuisanceMissing</c>), a
    /// covariance with a method that uses none (<c>CovarianceNotSupported</c>), a two-sided test where 0 does not mean no relation
    /// (<c>AlternativeNotSigned</c>), or an option of the tests that cannot be used; see <see cref="InferenceOptions.Validate"/>. A
    /// bootstrap over stimuli by a method to which copies mean nothing (<c>BootstrapNotSupported</c>), or one with quantiles that are no
    /// interval (<c>IntervalMethodInvalid</c>).
    /// </exception>
    public void Validate()
    {
        ValidateSimilarity();
        if (Inference.Alternative == Alternative.TwoSided && !Method.IsSigned)
        {
            throw new DnnBrainException(
                "AlternativeNotSigned",
                ErrorKind.InvalidArgument,
                $"{Method} is not 0 where RDMs have no relation, so a two-sided test of it means nothing. It can be tested for similarity (Greater).",
                Method.Name);
        }
    }

    /// <inheritdoc/>
    internal override void Describe(IDictionary<string, string> parameters)
    {
        base.Describe(parameters);
        parameters["SubjectTest"] = SubjectTest.ToString();
    }
}
