using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Activations.Transforms;
using DnnBrain.Formats.ActivationHdf5;
using DnnBrain.PowerShell.Binding;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Makes features of the units of activations.</summary>
[Cmdlet(VerbsData.Convert, "Activation", SupportsShouldProcess = true, DefaultParameterSetName = MethodSet)]
[OutputType(typeof(Activation))]
public sealed class ConvertActivationCommand : LongRunningCmdlet
{
    private const string MethodSet = "Method";
    private const string FitSet = "Fit";

    // What each method takes besides what all take.
    private static readonly Dictionary<TransformMethod, string[]> s_parameters = new()
    {
        [TransformMethod.Pca] = [nameof(Axis), nameof(ComponentCount), nameof(VarianceShare), nameof(Whiten), nameof(Solver), nameof(FitOn), nameof(Seed)],
        [TransformMethod.SparseRandomProjection] = [nameof(Axis), nameof(ComponentCount), nameof(Distortion), nameof(Seed)],
        [TransformMethod.Histogram] = [nameof(Axis), nameof(BinCount), nameof(SharedRange), nameof(FitOn), nameof(Seed)],
        [TransformMethod.PowerSpectrum] = [nameof(Axis), nameof(BinCount)],
        [TransformMethod.Pooling] = [nameof(Pooling)],
        [TransformMethod.ZScore] = [nameof(Axis), nameof(ZScore), nameof(FitOn), nameof(Seed)],
    };

    private readonly List<Activation> _activations = [];
    private readonly List<FittedTransform> _fits = [];
    private string? _file;

    /// <summary>The activations, in memory or in a file.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Activation[] InputObject { get; set; } = [];

    /// <summary>What is made of the units.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = MethodSet)]
    public TransformMethod Method { get; set; }

    /// <summary>Which axis the features replace.</summary>
    [Parameter(ParameterSetName = MethodSet)]
    public FeatureAxis Axis { get; set; }

    /// <summary>Number of components.</summary>
    [Parameter(Position = 1, ParameterSetName = MethodSet)]
    [ValidateRange(1, int.MaxValue)]
    public int ComponentCount { get; set; }

    /// <summary>The share of the variance that principal components have to explain.</summary>
    [Parameter(ParameterSetName = MethodSet)]
    public double VarianceShare { get; set; }

    /// <summary>Brings scores to standard deviation 1.</summary>
    [Parameter(ParameterSetName = MethodSet)]
    public SwitchParameter Whiten { get; set; }

    /// <summary>How principal components are computed.</summary>
    [Parameter(ParameterSetName = MethodSet)]
    public PcaSolver Solver { get; set; }

    /// <summary>The stimuli to fit on: ids, a count, or a share.</summary>
    [Parameter(ParameterSetName = MethodSet)]
    [FitSelectionTransformation]
    public FitSelection? FitOn { get; set; }

    /// <summary>The share by which a random projection may change squared distances.</summary>
    [Parameter(ParameterSetName = MethodSet)]
    public double Distortion { get; set; } = 0.1;

    /// <summary>Bins of the histogram or the spectrum.</summary>
    [Parameter(ParameterSetName = MethodSet)]
    [ValidateRange(1, int.MaxValue)]
    public int BinCount { get; set; }

    /// <summary>Takes the range of the histogram over all stimuli.</summary>
    [Parameter(ParameterSetName = MethodSet)]
    public SwitchParameter SharedRange { get; set; }

    /// <summary>How each channel's map becomes one number.</summary>
    [Parameter(ParameterSetName = MethodSet)]
    public Pooling Pooling { get; set; }

    /// <summary>Over what z-scores are taken.</summary>
    [Parameter(ParameterSetName = MethodSet)]
    public ZScoreScope ZScore { get; set; }

    /// <summary>The seed of everything random.</summary>
    [Parameter(ParameterSetName = MethodSet)]
    public long Seed { get; set; }

    /// <summary>The name of a variable that gets the fits.</summary>
    [Parameter(ParameterSetName = MethodSet)]
    [ValidateNotNullOrEmpty]
    public string? FitVariable { get; set; }

    /// <summary>Fits of other stimuli, one a layer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FitSet)]
    [ValidateNotNullOrEmpty]
    public FittedTransform[] Fit { get; set; } = [];

    /// <summary>An .act.h5 to write the values to, instead of holding them in memory.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Replaces a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Bytes for patterns at a time.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long MaxMemory { get; set; } = 1L << 30;

    private TransformOptions Options => new()
    {
        Method = Method,
        Axis = Axis,
        ComponentCount = Given(nameof(ComponentCount)) ? ComponentCount : null,
        VarianceShare = Given(nameof(VarianceShare)) ? VarianceShare : null,
        Whiten = Whiten,
        Solver = Solver,
        FitOn = FitOn,
        Distortion = Distortion,
        BinCount = Given(nameof(BinCount)) ? BinCount : null,
        SharedRange = SharedRange,
        Pooling = Pooling,
        ZScore = ZScore,
        Seed = Seed,
        MaxMemory = MaxMemory,
        KeepFit = FitVariable is not null,
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _file = OutFile is null ? null : Require(() => OutputFile.Check(ResolveUnresolved(OutFile), Force), OutFile);
        if (ParameterSetName == MethodSet)
        {
            Require(CheckParameters, Method);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_file is not null)
        {
            _activations.AddRange(InputObject);
            return;
        }

        foreach (Activation activation in InputObject)
        {
            TryItem(activation, () => WriteObject(RunForItem((observer, token) =>
            {
                PendingConversion pending = Prepare(activation, observer, token);
                Activation converted = ActivationConverter.ToMemory(pending, token);
                ActivationConverter.Warn(pending, observer);
                return converted;
            })));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_file is not null && _activations.Count > 0 && ShouldProcess(_file, $"Convert the activations of {_activations.Count} layers ({string.Join(", ", _activations)})"))
        {
            var pending = new List<PendingConversion>();
            foreach (Activation activation in _activations)
            {
                TryItem(activation, () => pending.Add(RunForItem((observer, token) => Prepare(activation, observer, token))));
            }

            if (pending.Count > 0)
            {
                IReadOnlyList<Activation> written = Run((observer, token) => Write(_file, pending, observer, token));
                WriteObject(written, enumerateCollection: true);
            }
        }

        if (FitVariable is not null)
        {
            SessionState.PSVariable.Set(FitVariable, _fits.ToArray());
        }
    }

    private PendingConversion Prepare(Activation activation, IRunObserver observer, CancellationToken token)
    {
        if (ParameterSetName == FitSet)
        {
            FittedTransform fit = Fit.FirstOrDefault(fit => fit.Layer.Equals(activation.Layer, StringComparison.Ordinal))
                ?? throw new DnnBrainException("FitNotFound", ErrorKind.NotFound, $"There is no fit of layer '{activation.Layer}'; there are fits of {string.Join(", ", Fit.Select(fit => fit.Layer))}.", activation);
            return ActivationConverter.Pending(activation, fit, MaxMemory, observer);
        }

        PendingConversion pending = ActivationConverter.FitPending(activation, Options, observer, token);
        if (FitVariable is not null)
        {
            _fits.Add(pending.Fit);
        }

        return pending;
    }

    private IReadOnlyList<Activation> Write(string file, List<PendingConversion> pending, IRunObserver observer, CancellationToken token)
    {
        ActivationHdf5Writer.Write(file, [.. pending.Select(p => p.Activation)], Force, token);
        pending.ForEach(p => ActivationConverter.Warn(p, observer));
        return ActivationHdf5Reader.Read(file);
    }

    private bool Given(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private object? CheckParameters()
    {
        IEnumerable<string> foreign = s_parameters.Values.SelectMany(p => p).Distinct().Except(s_parameters[Method]);
        if (foreign.FirstOrDefault(Given) is { } parameter)
        {
            string methods = string.Join(" and ", s_parameters.Where(p => p.Value.Contains(parameter)).Select(p => p.Key));
            throw new DnnBrainException("ParameterNotApplicable", ErrorKind.InvalidArgument, $"-{parameter} is for {methods}, not for {Method}.", parameter);
        }

        Options.Validate();
        return null;
    }
}
