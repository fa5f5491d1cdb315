namespace DnnBrain.Core.Tests.Calibration;

/// <summary>Why a published method does not keep the level that its name promises in a design, and where its share lies instead.</summary>
/// <param name="Low">The lowest share that is expected.</param>
/// <param name="High">The highest share that is expected.</param>
/// <param name="Note">Why, with the literature, as it stands below the table.</param>
internal sealed record KnownProperty(double Low, double High, string Note);
