namespace DnnBrain.Rsa.Inference;

/// <summary>Where a result stands among those of its call.</summary>
/// <param name="Bootstrap">The call's bootstrap.</param>
/// <param name="Cell">The result's cell.</param>
internal sealed record ComparisonOrigin(ComparisonBootstrap Bootstrap, int Cell);
