using DnnBrain.Rsa.Inference;
using DnnBrain.Statistics.Inference;

namespace DnnBrain.Rsa.Comparison;

/// <summary>How two RDMs are compared, the same for comparisons, ceilings and models.</summary>
/// <param name="Method">The similarity.</param>
/// <param name="Nuisance">RDMs whose share in the relation is taken out.</param>
/// <param name="Semipartial">Whether references keep what they share with nuisances.</param>
/// <param name="StimulusCovariance">
/// Covariance of measurement errors between stimuli, in the order of the first RDM's; null for independent, equal ones.
/// </param>
internal sealed record SimilaritySetup(RdmComparisonMethod Method, IReadOnlyList<Rdm> Nuisance, bool Semipartial, double[,]? StimulusCovariance)
{
    /// <summary>What results call the method: with its nuisances.</summary>
    public string Name => Nuisance.Count == 0 ? Method.Name : $"{Method}, {(Semipartial ? "semipartial" : "partial")}";

    /// <summary>How subjects are pooled, in words.</summary>
    public string Pool => Nuisance.Count == 0 || Semipartial || Method.Form.IsRanked ? Method.Pool : "mean of residuals of length 1";

    /// <summary>Throws where options do not go together.</summary>
    /// <exception cref="DnnBrainException">
    /// Nuisances with a method that knows none (<c>NuisanceNotSupported</c>), semipartial without any (<c>NuisanceMissing</c>), a
    /// covariance with a method that uses none (<c>CovarianceNotSupported</c>).
    /// </exception>
    public void Validate()
    {
        if (Nuisance.Count > 0 && !Method.TakesNuisances)
        {
            throw Refused("NuisanceNotSupported", ErrorKind.InvalidArgument, $"{Method} knows no partial form. Nuisance RDMs can be taken out of {Names(method => method.TakesNuisances)}.");
        }

        if (Semipartial && Nuisance.Count == 0)
        {
            throw Refused("NuisanceMissing", ErrorKind.InvalidArgument, "A semipartial comparison needs nuisance RDMs.");
        }

        if (StimulusCovariance is not null && !Method.TakesStimulusCovariance)
        {
            throw Refused("CovarianceNotSupported", ErrorKind.InvalidArgument, $"{Method} does not use a covariance of stimuli. These do: {Names(method => method.TakesStimulusCovariance)}.");
        }
    }

    /// <summary>Throws where what a bootstrap draws means nothing to the method.</summary>
    /// <exception cref="DnnBrainException">
    /// Stimuli are drawn and copies of a stimulus do not count (<c>BootstrapNotSupported</c>), or quantiles of draws are no interval
    /// (<c>IntervalMethodInvalid</c>).
    /// </exception>
    public void ValidateBootstrap(BootstrapFactor factor, IntervalMethod interval = IntervalMethod.StudentT)
    {
        if (factor is BootstrapFactor.Stimulus or BootstrapFactor.Both && !Method.CountsCopies)
        {
            throw Refused(
                "BootstrapNotSupported",
                ErrorKind.NotSupported,
                $"A bootstrap over stimuli means nothing to {Method}: the distance of two kernels is the same however often each stimulus counts, and the kernel of a stimulus and its copy has no inverse. Draw subjects (-Bootstrap Subject), permute labels, or take another method for stimuli: {Names(method => method.CountsCopies)}.");
        }

        if (factor == BootstrapFactor.Stimulus && interval != IntervalMethod.StudentT && !Method.KeepsPlaceUnderDraws)
        {
            throw Refused(
                "IntervalMethodInvalid",
                ErrorKind.InvalidArgument,
                $"By {Method} fewer different stimuli are more alike, so samples in which some are drawn twice lie above the observed value and their quantiles are no {interval} interval; there are StudentT intervals.");
        }
    }

    /// <summary>The stimuli and pairs of aligned RDMs.</summary>
    /// <param name="aligned">RDMs; the first one's stimuli are those of the covariance.</param>
    /// <param name="stimulusCount">Number of stimuli of the first RDM, before any was left out.</param>
    /// <exception cref="DnnBrainException">
    /// Pairs are missing where kernels are compared (<c>PairMissing</c>); the covariance is none (<c>CovarianceInvalid</c>).
    /// </exception>
    public ComparisonSpace Space(AlignedRdms aligned, int stimulusCount)
    {
        if (Method.NeedsAllPairs && !aligned.IsComplete)
        {
            throw Refused(
                "PairMissing",
                ErrorKind.InvalidData,
                $"{aligned.AllPairCount - aligned.PairCount:N0} of {aligned.AllPairCount:N0} pairs of stimuli have no value in at least one RDM; {Method} compares kernels, which need every pair.");
        }

        return new ComparisonSpace(aligned.StimulusId.Count, aligned.PresentPair)
        {
            StimulusCovariance = StimulusCovariance is { } covariance ? Comparison.StimulusCovariance.Select(covariance, stimulusCount, aligned.KeptStimuli) : null,
        };
    }

    /// <summary>Binds the method to aligned RDMs.</summary>
    /// <param name="aligned">RDMs, nuisances among them.</param>
    /// <param name="space">Their stimuli and pairs.</param>
    /// <param name="firstNuisance">Where nuisances begin among them.</param>
    public BoundComparison Bind(AlignedRdms aligned, ComparisonSpace space, int firstNuisance)
    {
        BoundComparison comparison = Method.Bind(space);
        if (Nuisance.Count == 0)
        {
            return comparison;
        }

        double[][] scores = [.. Nuisance.Select((rdm, i) =>
            comparison.Prepare(aligned.Values(firstNuisance + i)) is PreparedVectors vectors ? vectors.Model : throw RdmProblem.Constant(rdm, hasNuisances: false))];
        return new PartialComparison(comparison, scores, Semipartial, Method.Form.IsRanked);
    }

    /// <summary>Sees that a reference can be compared.</summary>
    /// <param name="comparison">The bound method.</param>
    /// <param name="isPrepared">Whether that could prepare the RDM.</param>
    /// <param name="prepared">What it made of it; null where that was not kept.</param>
    /// <param name="rdm">The RDM, for the message.</param>
    /// <exception cref="DnnBrainException">It is constant (<c>RdmConstant</c>) or no kernel (<c>RdmNotPositiveDefinite</c>).</exception>
    public void Require(BoundComparison comparison, bool isPrepared, PreparedRdm? prepared, Rdm rdm)
    {
        if (!isPrepared)
        {
            throw RdmProblem.Constant(rdm, Nuisance.Count > 0);
        }

        if (prepared is not null && !comparison.IsReference(prepared))
        {
            throw new DnnBrainException(
                "RdmNotPositiveDefinite",
                ErrorKind.InvalidData,
                $"Reference RDM '{rdm}' cannot be compared by {Method}: its kernel is not positive definite. The method needs squared distances from more units than there are stimuli.",
                rdm.Name);
        }
    }

    /// <summary>Sees that references can be compared.</summary>
    /// <param name="comparison">The bound method.</param>
    /// <param name="aligned">RDMs.</param>
    /// <param name="first">Where the references begin among them.</param>
    /// <param name="references">The references.</param>
    /// <inheritdoc cref="Require"/>
    public void RequireAll(BoundComparison comparison, AlignedRdms aligned, int first, IReadOnlyList<Rdm> references)
    {
        for (int r = 0; r < references.Count; r++)
        {
            PreparedRdm? prepared = comparison.Prepare(aligned.Values(first + r));
            Require(comparison, prepared is not null, prepared, references[r]);
        }
    }

    /// <summary>What is compared under weighted samples.</summary>
    /// <param name="aligned">RDMs: models, references, nuisances.</param>
    /// <param name="space">Their stimuli and pairs.</param>
    /// <param name="rdms">The same as vectors and regions.</param>
    /// <param name="firstNuisance">Where nuisances begin among them.</param>
    public PairDesign Design(AlignedRdms aligned, ComparisonSpace space, WeightedRdms rdms, int firstNuisance) =>
        new(Method.Form, aligned.StimulusId.Count, rdms.SubjectCount, rdms.Present, rdms.Regions)
        {
            Nuisances = [.. Nuisance.Select((_, i) => rdms.Vector(firstNuisance + i))],
            IsSemipartial = Semipartial,
            StimulusCovariance = space.StimulusCovariance,
            Comparison = Method.IsProduct ? null : () => Method.Sample(space),
        };

    /// <summary>Adds what results say about how they were made.</summary>
    public void Describe(IDictionary<string, string> parameters)
    {
        parameters["Method"] = Method.Name;
        if (Nuisance.Count > 0)
        {
            parameters["Nuisance"] = string.Join(", ", Nuisance.Select(rdm => rdm.Name));
            parameters["Semipartial"] = Semipartial.ToString();
        }

        if (StimulusCovariance is not null)
        {
            parameters["StimulusCovariance"] = "given";
        }
    }

    private DnnBrainException Refused(string errorId, ErrorKind kind, string message) => new(errorId, kind, message, Method.Name);

    private static string Names(Func<RdmComparisonMethod, bool> condition) => string.Join(", ", RdmComparisonMethod.All.Where(condition).Select(method => method.Name));
}
