namespace DnnBrain.Help;

/// <summary>A cmdlet as its attributes declare it.</summary>
internal sealed record CmdletInfo(
    string Verb,
    string Noun,
    string TypeName,
    bool SupportsShouldProcess,
    IReadOnlyList<string> OutputTypes,
    IReadOnlyList<ParameterInfo> Parameters,
    IReadOnlyList<string> ParameterSets)
{
    public string Name => $"{Verb}-{Noun}";

    /// <summary>The parameters of one set as a command line has them: by position, then mandatory ones, then the rest as declared.</summary>
    public IEnumerable<(ParameterInfo Parameter, ParameterUse Use)> ParametersOf(string set) =>
        Parameters.SelectMany(p => p.Uses.Where(use => use.Set is null || use.Set == set).Take(1).Select(use => (p, use)))
            .OrderBy(item => item.use.Position ?? int.MaxValue)
            .ThenBy(item => item.use.Mandatory ? 0 : 1);
}

/// <summary>A parameter; <paramref name="Values"/> are the words it accepts where they are a closed list.</summary>
internal sealed record ParameterInfo(
    string Name,
    string TypeName,
    string FullTypeName,
    bool IsSwitch,
    bool SupportsWildcards,
    string? DefaultValue,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Values,
    IReadOnlyList<ParameterUse> Uses);

/// <summary>How a parameter is used in a set; a null set stands for all of them.</summary>
internal sealed record ParameterUse(string? Set, int? Position, bool Mandatory, bool ByValue, bool ByPropertyName)
{
    /// <summary>What <c>Get-Help</c> prints as "Accept pipeline input?".</summary>
    public string PipelineInput => (ByValue, ByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
