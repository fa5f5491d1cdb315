using System.Management.Automation;
using DnnBrain.Activations;
using DnnBrain.Formats.ActivationHdf5;
using DnnBrain.Networks;
using DnnBrain.Networks.Extraction;
using DnnBrain.Networks.Preprocessing;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Stimuli;

namespace DnnBrain.PowerShell.Commands.Activations;

/// <summary>Runs stimuli through a network and returns what its layers answer.</summary>
[Cmdlet(VerbsCommon.Get, "DnnActivation", SupportsShouldProcess = true, DefaultParameterSetName = LayerSet)]
[OutputType(typeof(Activation), typeof(ActivationGram))]
public sealed class GetDnnActivationCommand : LongRunningCmdlet
{
    private const string LayerSet = "Layer";
    private const string MaskSet = "Mask";

    // For answers that wait for their products, where -MaxMemory does not say.
    private const long DefaultRowBytes = 1L << 30;

    private readonly List<Stimulus> _stimuli = [];
    private string? _file;
    private ExtractionOptions? _options;

    /// <summary>The stimuli, as Import-Stimulus gives them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Stimulus[] Stimulus { get; set; } = [];

    /// <summary>The network: a name, or what Import-DnnModel gave.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNull]
    public ModelReference? Model { get; set; }

    /// <summary>Layers by name, module path, pattern or place, as about_DnnLayers tells. All layers by default.</summary>
    [Parameter(Position = 1, ParameterSetName = LayerSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LayerCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Layer { get; set; } = ["*"];

    /// <summary>1-based channels of each layer, in any order. All by default.</summary>
    [Parameter(ParameterSetName = LayerSet)]
    [ValidateNotNullOrEmpty]
    public int[]? Channel { get; set; }

    /// <summary>Layers and their units: masks of New-DnnMask or Import-DnnMask, or .dmask.csv files.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MaskSet)]
    [Alias("MaskPath")]
    [DnnMaskTransformation]
    [ValidateNotNullOrEmpty]
    public DnnMask[] Mask { get; set; } = [];

    /// <summary>Which tokens of a transformer's layers; other layers are as they are.</summary>
    [Parameter]
    public TokenSelection Token { get; set; }

    /// <summary>How each channel's map becomes one number.</summary>
    [Parameter]
    public Pooling Pooling { get; set; }

    /// <summary>What is done to images before they enter: a name, or what New-DnnPreprocessing gave.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PreprocessingCompleter))]
    [ValidateNotNull]
    public PreprocessingReference Preprocessing { get; set; } = new(PreprocessingKind.Squash);

    /// <summary>Stimuli in one forward pass.</summary>
    [Parameter]
    [ValidateRange(1, 65_536)]
    public int BatchSize { get; set; } = 32;

    /// <summary>Gives the products of the answers to every two stimuli in place of the answers.</summary>
    [Parameter]
    public SwitchParameter Gram { get; set; }

    /// <summary>Bytes for results, batches and buffers together.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? MaxMemory { get; set; }

    /// <summary>What the network computes with.</summary>
    [Parameter]
    public NetworkPrecision Precision { get; set; }

    /// <summary>An .act.h5 to write the values to, instead of holding them in memory.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Replaces a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Goes on with what a run that was ended has left of -OutFile.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>Where a network given by name runs: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Device { get; set; } = "cpu";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Resume && OutFile is null)
        {
            Require<object?>(() => throw new DnnBrainException("OutFileMissing", ErrorKind.InvalidArgument, "-Resume goes on with a file; name it with -OutFile.", null), null);
        }

        _file = OutFile is null ? null : Require(() => OutputFile.Check(ResolveUnresolved(OutFile), Force || Resume), OutFile);
        _options = Require(() => MakeOptions() with { Preprocessing = Preprocessing.Resolve(Model!.Definition) }, Layer);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _stimuli.AddRange(Stimulus);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (LanguagePrimitives.IsTrue(MyInvocation.BoundParameters.GetValueOrDefault("WhatIf") ?? GetVariableValue("WhatIfPreference")))
        {
            string forecast = Run((_, token) => UseModel(model => Forecast(new ActivationExtractor(model, _options!), token)));
            ShouldProcess($"Get the activations of {Model} on {Device}: {forecast}", "", "");
            return;
        }

        if (_file is not null && !ShouldProcess(_file, $"Write the activations of {Model} for {_stimuli.Count} stimuli"))
        {
            return;
        }

        IReadOnlyList<object> results = Run((observer, token) => UseModel(model => Extract(new ActivationExtractor(model, _options!), observer, token)));
        foreach (object result in results)
        {
            WriteObject(result);
        }
    }

    private T UseModel<T>(Func<DnnModel, T> work) => Model!.Use(Device, model =>
    {
        if (Precision == model.Precision)
        {
            return work(model);
        }

        using DnnModel rounded = model.WithPrecision(Precision);
        return work(rounded);
    });

    private string Forecast(ActivationExtractor extractor, CancellationToken token)
    {
        (ActivationExtractor fitted, ExtractionForecast forecast) = Fit(extractor);
        return forecast.Describe(_stimuli.Count == 0 ? null : Time(fitted, token));
    }

    /// <summary>Times batches as the run would go: to a file that is thrown away, where there is to be one.</summary>
    private BatchTiming Time(ActivationExtractor extractor, CancellationToken token)
    {
        if (_file is null)
        {
            return BatchTiming.Measure(extractor, _stimuli, openSink: null, token);
        }

        DirectoryInfo scratch = Directory.CreateTempSubdirectory("dnnbrain-");
        try
        {
            int run = 0;
            return BatchTiming.Measure(extractor, _stimuli, () => new ResumableActivationWriter(Path.Combine(scratch.FullName, $"{run++}.act.h5")), token);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private (ActivationExtractor Extractor, ExtractionForecast Forecast) Fit(ActivationExtractor extractor)
    {
        ExtractionTarget target = _file is not null ? ExtractionTarget.File : Gram ? ExtractionTarget.Gram : ExtractionTarget.Memory;
        ExtractionForecast forecast = extractor.Forecast(_stimuli.Count, target);
        if (MaxMemory is not { } memory)
        {
            return (extractor, forecast);
        }

        ActivationExtractor fitted = extractor.WithBatchSize(forecast.FitBatch(memory));
        return (fitted, fitted.Forecast(_stimuli.Count, target));
    }

    private IReadOnlyList<object> Extract(ActivationExtractor extractor, IRunObserver observer, CancellationToken token)
    {
        (extractor, ExtractionForecast forecast) = Fit(extractor);
        long left = MaxMemory is { } memory ? memory - forecast.ResultBytes - forecast.WorkBytes : DefaultRowBytes;
        if (Gram && _file is null)
        {
            using var products = new ActivationGramSink(left, Path.GetTempPath(), observer, token);
            extractor.Extract(_stimuli, products, observer, token);
            return products.Result;
        }

        IReadOnlyList<Activation> activations = ExtractValues(extractor, observer, token);
        return Gram ? [.. activations.Select(activation => ActivationGramBuilder.Build(activation, Math.Max(1, left), observer, token))] : activations;
    }

    private IReadOnlyList<Activation> ExtractValues(ActivationExtractor extractor, IRunObserver observer, CancellationToken token)
    {
        if (_file is not null && Resume && !Force && File.Exists(_file))
        {
            observer.Verbose($"{_file} is finished already.");
            IReadOnlyList<Activation> finished = ResumableActivationWriter.OpenFinished(_file, extractor.Plan(_stimuli));
            extractor.RequireUnchanged(finished, _stimuli, observer, token);
            return finished;
        }

        using IActivationSink sink = _file is null ? new MemoryActivationSink() : new ResumableActivationWriter(_file, Force, Resume);
        return extractor.Extract(_stimuli, sink, observer, token);
    }

    /// <summary>What to extract; a layer or channel that does not exist is an error before the first image is read.</summary>
    private ExtractionOptions MakeOptions()
    {
        NetworkGraph graph = Model!.Definition.Graph;
        var units = new Dictionary<string, UnitSelection>();
        if (ParameterSetName == MaskSet)
        {
            foreach (DnnMask mask in Mask)
            {
                string layer = LayerPattern.Select(graph, [mask.Layer]) is [{ } node]
                    ? node.Name
                    : throw new DnnBrainException("LayerNotFound", ErrorKind.NotFound, $"A mask is of one layer, but '{mask.Layer}' means several or none of {Model}.", mask);
                units[layer] = units.ContainsKey(layer)
                    ? throw new DnnBrainException("LayerDuplicate", ErrorKind.InvalidArgument, $"Layer '{layer}' has two masks.", mask)
                    : mask.ToSelection();
            }

            return new ExtractionOptions { Layers = [.. units.Keys], Units = units, Token = Token, Pooling = Pooling, BatchSize = BatchSize };
        }

        foreach (NetworkNode node in LayerPattern.Select(graph, Layer))
        {
            units[node.Name] = new DnnMask(node.Name, Channel).ToSelection();
        }

        return new ExtractionOptions { Layers = Layer, Units = units, Token = Token, Pooling = Pooling, BatchSize = BatchSize };
    }
}
