namespace DnnBrain.Statistics.Inference;

/// <summary>How the mean over subjects is tested against zero.</summary>
public enum SubjectTest
{
    /// <summary>Sign flips: exact for values that are symmetric about zero, but never below 2^−S for S subjects.</summary>
    SignFlip,

    /// <summary>One-sample t: exact for normally distributed values.</summary>
    StudentT,
}
