using System.Management.Automation;

namespace DnnBrain.Architecture.Sample;

/// <summary>What a sample may be made of.</summary>
public enum SampleKind
{
    /// <summary>Of one.</summary>
    One,

    /// <summary>Of two.</summary>
    Two,
}

/// <summary>A cmdlet with a parameter of each kind that the help tool tells apart.</summary>
[Cmdlet(VerbsCommon.New, "Sample", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(string), typeof(FileInfo))]
public sealed class NewSampleCommand : PSCmdlet
{
    /// <summary>A path.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Path")]
    [Alias("FullName")]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Another path.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>A closed list.</summary>
    [Parameter]
    public SampleKind Kind { get; set; } = SampleKind.Two;

    /// <summary>A number with a default.</summary>
    [Parameter]
    public double Alpha { get; set; } = 0.05;

    /// <summary>A number that may be missing.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>A switch.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }
}
