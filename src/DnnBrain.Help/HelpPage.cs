namespace DnnBrain.Help;

/// <summary>A cmdlet's page: what its author writes. Syntax and parameter tables come from the assembly.</summary>
internal sealed record HelpPage(
    string File,
    string Name,
    Section Synopsis,
    Section Description,
    IReadOnlyList<Section> Examples,
    IReadOnlyList<Section> Parameters,
    IReadOnlyList<Section> Inputs,
    IReadOnlyList<Section> Outputs,
    Section Notes,
    IReadOnlyList<Block> RelatedLinks);

/// <summary>A titled run of blocks, and the line its heading stands on.</summary>
internal sealed record Section(string Title, int Line, IReadOnlyList<Block> Blocks);
