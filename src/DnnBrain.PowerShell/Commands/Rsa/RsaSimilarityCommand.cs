using System.ComponentModel;
using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;
using DnnBrain.Rsa.Comparison;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>A cmdlet that measures the similarity of models with the RDMs of regions, without what nuisances explain.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RsaSimilarityCommand : RsaInferenceCommand
{
    /// <summary>How two RDMs are compared.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NameCompleter<RdmComparisonMethod>))]
    [ValidateNotNullOrEmpty]
    public string Method { get; set; } = RdmComparisonMethod.Spearman.Name;

    /// <summary>RDMs whose share in the relation is taken out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Rdm[]? Nuisance { get; set; }

    /// <summary>Take the nuisances out of the models only.</summary>
    [Parameter]
    public SwitchParameter Semipartial { get; set; }

    /// <summary>Covariance of measurement errors between stimuli, for whitened methods.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [CovarianceTransformation]
    public double[,]? StimulusCovariance { get; set; }

    /// <summary>Options of the core with these parameters; a method that there is not ends the cmdlet.</summary>
    protected T WithSimilarity<T>(T options)
        where T : RsaSimilarityOptions => WithInference(options) with
        {
            Method = Require(() => RdmComparisonMethod.Parse(Method), Method),
            Nuisance = Nuisance ?? [],
            Semipartial = Semipartial,
            StimulusCovariance = StimulusCovariance,
        };
}
